"""Several computers of one person, alike through a shared folder."""
