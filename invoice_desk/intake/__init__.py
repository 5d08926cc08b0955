"""Where invoices come from: each source lists what has changed and fetches one file."""
