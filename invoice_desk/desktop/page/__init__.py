"""The page in the window: joined with its template and record, decoded beside the window, how it is seen."""
