"""Google Drive as a source: signing in, listing, fetching; the only place that knows Google's libraries."""
