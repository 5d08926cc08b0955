"""What the things are: geometry, documents, fields, templates, readings, records. Frozen, no I/O, no pixels."""
