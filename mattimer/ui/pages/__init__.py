"""Pages: one module a page, each built of widgets."""
