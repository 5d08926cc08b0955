"""Pixels in, pixels or geometry out; the only place that decodes a file."""
