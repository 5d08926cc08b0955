"""The sources of invoices in the window: synced beside it, how they stand, and what is done about them."""
