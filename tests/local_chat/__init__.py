"""What the tests in a local Slack and a local Teams share: the bot as a process, and its clock."""
