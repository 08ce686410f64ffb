"""Any order of commands, people and timers, and what must hold in all of them."""
