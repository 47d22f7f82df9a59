"""How widgets are laid out."""
