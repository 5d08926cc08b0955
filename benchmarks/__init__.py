"""Measurements that anyone can repeat: `python -m benchmarks.NAME` from the project's root."""
