"""Makes the pictures of the window that the docs show."""
