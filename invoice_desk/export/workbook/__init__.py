"""Workbooks as they lie on the disk: rows are added to a sheet, and all other parts stay as they are."""
