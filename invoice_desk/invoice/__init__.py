"""What the things are: documents, fields, templates, readings, records. Frozen, no I/O, no pixels."""
