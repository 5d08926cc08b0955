"""The settings while the window is open: changed, and what they do to it; the keys of actions."""
