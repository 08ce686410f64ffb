"""Ways to break a protocol, one file a subject, as flows/checking has them."""
