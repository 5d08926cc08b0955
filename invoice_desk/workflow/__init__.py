"""The day's work: steps of the lower floors brought together, the same with and without a screen."""
