"""The requests that the stub makes itself: callbacks and webhooks, signed as BigBlueButton signs them."""
