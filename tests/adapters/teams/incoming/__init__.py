"""What comes in from Teams, and what it is answered."""
