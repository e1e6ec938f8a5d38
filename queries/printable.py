"""Text from documents made safe to show: control and direction-changing characters become visible escapes."""

from __future__ import annotations

import unicodedata

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Joiners and the soft hyphen change no line and no direction, and real words hold them.
HARMLESS = frozenset("\u00ad\u200c\u200d")


def printable(text: str, *, keep: str = "") -> str:
    r"""Return the text with every control, bidirectional and separator character written as an escape.

    >>> printable("red\x1b[31m")
    'red\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(char) if _hidden(char) and char not in keep else char for char in text)


def _hidden(char: str) -> bool:
    """Tell whether a character could move the cursor, hide text or turn its direction."""
    return unicodedata.category(char) in HIDDEN and char not in HARMLESS


def _escape(char: str) -> str:
    """Write one character as \\x, \\u or \\U with its code point."""
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
