"""What is seen: the window, its panels and dialogs. The only place that knows Qt."""
