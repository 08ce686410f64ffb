"""Decides: the protocol as data, the case, the rules, who may see what, and all words."""
