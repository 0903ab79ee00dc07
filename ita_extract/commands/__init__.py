"""What the commands that need more than a few lines do. Each is imported when it runs."""
