"""Controls and drawings, each in a module of its own."""
