"""Which desk is open: the running program, the actions on desks, and those that were opened last."""
