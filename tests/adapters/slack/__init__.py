"""What goes to Slack and what comes from it, against servers on this computer."""
