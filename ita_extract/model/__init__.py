"""The values that pass between the steps; they know nothing of how they are made."""
