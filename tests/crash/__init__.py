"""The program is killed at every point where it matters, and nothing may be lost or doubled."""
