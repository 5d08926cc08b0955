"""The docks of the window; they watch the session and never each other."""
