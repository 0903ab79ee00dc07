"""Report ⇄ JSON, comparison in words, and pages for a terminal."""
