"""Diagnostics: the doctor and its checks of this computer."""
