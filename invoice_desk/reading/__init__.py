"""A crop becomes text with a confidence."""
