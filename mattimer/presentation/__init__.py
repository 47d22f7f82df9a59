"""Values into words that several surfaces show."""
