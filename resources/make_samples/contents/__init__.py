"""The invoices' contents: sellers, buyers and goods, all invented."""
