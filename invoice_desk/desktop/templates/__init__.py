"""Templates at work: edited in steps, chosen, tried on many invoices, and the library."""
