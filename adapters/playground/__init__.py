"""The playground: a chat of its own in the browser, with a fictional school and a clock to move."""
