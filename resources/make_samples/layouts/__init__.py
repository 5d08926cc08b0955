"""The layouts: each draws one invoice on a sheet and marks its fields."""
