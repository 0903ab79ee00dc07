"""Thai text, knowing nothing of documents or of ITA."""
