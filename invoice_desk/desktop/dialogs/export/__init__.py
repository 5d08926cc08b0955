"""The dialog of export: what goes out, as what, in which columns, and how it will look."""
