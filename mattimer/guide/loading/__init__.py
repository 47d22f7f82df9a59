"""Reads the guide's files, one function a file. Each fails by itself and names file and key."""
