"""Who may deliver something: every kind of token, with real keys."""
