"""What the local Slack and the local Teams share: time, planned misbehaviour, a look for leaks."""
