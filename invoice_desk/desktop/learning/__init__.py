"""What the dialog of digits is made of: figures, curves, confusions, models."""
