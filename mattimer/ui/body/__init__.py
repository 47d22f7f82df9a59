"""The body as a picture and as a way to choose."""
