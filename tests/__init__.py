"""The tests; the folders mirror the tree of the project."""
