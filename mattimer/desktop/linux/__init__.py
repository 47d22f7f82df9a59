"""Adapters for free desktops: D-Bus, X11, XDG."""
