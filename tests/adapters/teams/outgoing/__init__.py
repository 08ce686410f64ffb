"""What goes to Teams, against a local Teams that is stricter than the real one."""
