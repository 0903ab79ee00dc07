"""What integrity (ITA) reports are made of: column roles, units, places, indicators."""
