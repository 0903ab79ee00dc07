"""Many inputs → one outcome each."""
