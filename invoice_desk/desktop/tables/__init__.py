"""Item models over the store, and how their cells are shown and edited."""
