"""What goes to Teams and what comes from it, against servers on this computer."""
