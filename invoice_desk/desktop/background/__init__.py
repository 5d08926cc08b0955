"""What runs beside the window: reading and errands, how far they are, and what a person does about them."""
