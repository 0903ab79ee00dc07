"""One module a command: its arguments, and what it does. Each is imported when it is named."""
