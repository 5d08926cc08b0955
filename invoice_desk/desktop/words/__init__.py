"""Words of the screen: the language, what the floors below say, counts, and values in a text."""
