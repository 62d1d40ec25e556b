"""What goes over the wire, byte for byte: responses, redirects, checksums. Standard library only; knows no catalog."""
