"""A cell's clean text → what it means: lists, owners, timelines."""
