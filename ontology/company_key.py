"""The form under which spellings of a company's name meet: without legal form, case and punctuation."""

from __future__ import annotations

import re

from themegraph.ontology.naming import normalise

_FORMS = (
    "inc incorporated corp corporation co company ltd limited llc lp llp plc ag se sa spa nv bv gmbh kgaa oyj ab asa a/s kk bhd berhad pbc"
    " sab cv adr aktiengesellschaft (publ) tbk pt pty pte pjsc"
)
_LEGAL = frozenset(_FORMS.split())
_JOINING = frozenset(("de", "&", "and"))
_TRIM = re.compile(r"^[,\s]+|[,\s]+$")


def legal_forms(name: str) -> tuple[str, ...]:
    """Return the legal forms at the end of a name, without dots and case.

    >>> legal_forms("Foo Co., Ltd."), legal_forms("Foo Holdings")
    (('co', 'ltd'), ())
    """
    return tuple(_plain(word) for word in _cut(name)[1])


def without_form(name: str) -> str:
    """Return a name without its legal form.

    >>> without_form("Foo Bar Holdings, Inc."), without_form("Bar Co., Ltd.")
    ('Foo Bar Holdings', 'Bar')
    """
    return _TRIM.sub("", " ".join(_cut(name)[0]))


def company_key(name: str) -> str:
    """Return the key of a name without legal form.

    >>> company_key("FOO-BAR HOLDINGS, INC."), company_key("The Foo Co.")
    ('foo bar holding', 'foo')
    """
    return normalise(without_form(name)).casefold()


def _plain(word: str) -> str:
    return word.strip(",").replace(".", "").casefold()


def _cut(name: str) -> tuple[list[str], list[str]]:
    """Part a name's words from the legal form at their end; a name is never all form."""
    words = name.split()
    end = len(words)
    while end > 1 and (_plain(words[end - 1]) in _LEGAL or (end < len(words) and words[end - 1] in _JOINING)):
        end -= 1
    return words[:end], words[end:]
