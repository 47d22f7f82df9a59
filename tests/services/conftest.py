"""The whole app is at hand here as it is for the presenters."""

from tests.presenters.conftest import _english, house

__all__ = ["_english", "house"]
