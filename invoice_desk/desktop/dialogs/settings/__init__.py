"""The dialog of all settings: a file for each page."""
