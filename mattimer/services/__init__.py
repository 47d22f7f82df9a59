"""What goes on without a page."""
