"""Slack: modals, messages and the Home tab of a workspace, over HTTP or Socket Mode."""
