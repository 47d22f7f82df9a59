"""One module a page: joins a passive page to services and store."""
