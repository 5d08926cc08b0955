"""Makes the sample invoices of resources/samples, wholly invented, the same bytes at every run."""
