"""JSON from elsewhere, read by msgspec; what is wrong with it is said in our words."""

import re
from typing import Any

import msgspec

# Half an emoji, escaped; what is escaped otherwise is passed over.
_HALVES = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)

Text = bytes | bytearray | msgspec.Raw


class ValidationError(ValueError):
    """A value that can't be kept; the text names where it stands and never says what it is."""


def read_json(text: Text, wanted: Any) -> Any:  # noqa: ANN401  it is what is wanted
    """JSON as a type that msgspec knows.

    Half an emoji, which no file can hold, becomes a question mark.

    Raises:
        ValidationError: It is not JSON.
        msgspec.ValidationError: It is something else than what is wanted.
    """
    try:
        return msgspec.json.decode(text, type=wanted)
    except msgspec.ValidationError:
        raise
    except RecursionError as error:
        raise ValidationError("it is nested too deeply") from error
    except (msgspec.DecodeError, ValueError) as error:
        whole = bytes(text)
        mended = _HALVES.sub(lambda found: b"?" if found["half"] else found[0], whole)
        if mended == whole:
            raise ValidationError(_why(error)) from error
        return read_json(mended, wanted)


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not text in UTF-8"
    if "truncated" in str(error):
        return "it is broken or ends too early"
    if "trailing characters" in str(error):
        return "something follows its end"
    if isinstance(error, msgspec.DecodeError):
        return "it is not JSON all through"
    return "it has a number that is far too long"
