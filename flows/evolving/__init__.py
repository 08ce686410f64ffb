"""What each kind of event does to a melding; `flows.evolve` picks one by the event's type."""
