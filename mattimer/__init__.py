"""Mat Timer: a quiet timer for people who lie on an acupressure mat."""

__version__ = "0.1.0"

APP_ID = "io.github.mattimer.MatTimer"
"""Desktop entry, metainfo, icon and window class carry this identifier."""
