"""The shipped protocols, as data only: one folder each."""
