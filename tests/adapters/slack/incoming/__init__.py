"""What Slack sends to us, and how it is answered."""
