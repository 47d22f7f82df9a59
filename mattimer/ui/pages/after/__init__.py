"""The page After."""
