"""Regions of the page: named, copied, locked, tried as they are drawn, and what is done to them."""
