"""Print at its places, whatever it was read from: lines, tables without rules, paragraphs, furniture."""
