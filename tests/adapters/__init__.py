"""Tests of the chat platforms, with the data that they really send."""
