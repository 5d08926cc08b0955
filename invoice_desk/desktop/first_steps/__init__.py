"""The first steps at a new desk: what they are, how far the person is, and the card that shows them."""
