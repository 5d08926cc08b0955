"""The desk's memory; today the template files."""
