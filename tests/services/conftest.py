"""The whole app is at hand here as it is for the presenters."""

from tests.presenters.conftest import _english, app

__all__ = ["_english", "app"]
