"""The dialogs of the sources that invoices come from."""
