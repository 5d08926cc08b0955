"""The page: shown at any zoom, with the boxes that are drawn on it."""
