"""Characters that a label or an IRI must not hold: they hide, reorder or break what a reader sees."""

from __future__ import annotations

import re
import unicodedata

from pyoxigraph import NamedNode

# Arabic letter mark, directional marks, embeddings, overrides and isolates.
BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# These and the categories Cc, Cs, Zl and Zp, which no version of Unicode will add to.
_FORBIDDEN = re.compile(f"[{''.join(sorted(BIDIRECTIONAL))}\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def fault_in_label(text: str) -> str:
    """Say what is wrong with a label; an empty string where nothing is.

    >>> fault_in_label("Acme" + chr(0x202E) + "Corp")
    'bidirectional character U+202E'
    """
    if not text.strip():
        return "empty label"
    return fault_in_characters(text)


def one_line(text: str) -> str:
    """Return a text in composed form with single spaces, so that line breaks make no difference.

    >>> one_line("capital\\n  pause")
    'capital pause'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def visible(text: str) -> str:
    """Return a text with what it hides spelled out, for messages."""
    return text if not fault_in_characters(text) else ascii(text)


def fault_in_characters(text: str) -> str:
    """Say which control or bidirectional character a text holds, if any."""
    found = _FORBIDDEN.search(text)
    if found is None:
        return ""
    kind = "bidirectional" if found[0] in BIDIRECTIONAL else "control"
    return f"{kind} character U+{ord(found[0]):04X}"


def fault_in_iri(iri: str) -> str:
    """Say what is wrong with an IRI; an empty string where nothing is.

    >>> fault_in_iri("not an iri")
    "not an absolute IRI: 'not an iri'"
    """
    fault = fault_in_characters(iri)
    if fault:
        return fault
    try:
        NamedNode(iri)
    except ValueError:
        return f"not an absolute IRI: {iri!r}"
    return ""


def is_unicode(text: str) -> bool:
    """Say whether a text can be written as UTF-8: it holds no lone surrogate."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
