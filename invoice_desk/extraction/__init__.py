"""One invoice all the way, from a document and a template to a record."""
