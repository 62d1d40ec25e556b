"""What a checkout of BigBlueButton's source says, held against the catalog."""
