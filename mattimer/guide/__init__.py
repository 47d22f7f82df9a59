"""What the app knows and advises. Pure but for content.py, which reads the guide's files."""
