"""The network before the API, for real: certificates, nginx, closed ports, and what HTTP libraries say of them."""
