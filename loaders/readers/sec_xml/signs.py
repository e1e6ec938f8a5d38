"""Signs by which a file is known for one of the forms."""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["", "nport", "13f", "ncen"]

_HEAD, _START = 16_384, 4_096
_MARKUP = re.compile(rb"<(?:html|body|div|p|table|font|span)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(informationTable|edgarSubmission)\b")
_SPACE = re.compile(rb"sec\.gov/edgar/(nport|thirteenf|ncen)\b|sec\.gov/edgar/(thirteenf)")
_TYPE = re.compile(rb"<(?:[\w.-]+:)?submissionType>\s*(?:NT[ -])?(NPORT|13F|N-CEN)")
_WRAPPER = re.compile(rb"<(?:SEC-DOCUMENT|SEC-HEADER|SUBMISSION)>|\A\s*<DOCUMENT>|\A\s*<XML>", re.IGNORECASE)
_SECTION = re.compile(rb"<XML>", re.IGNORECASE)
_FORMS: dict[bytes, Form] = {b"nport": "nport", b"thirteenf": "13f", b"ncen": "ncen"}
_TYPES: dict[bytes, Form] = {b"NPORT": "nport", b"13F": "13f", b"N-CEN": "ncen"}


def form_of(data: bytes) -> Form:
    """Return which form a file holds, bare or in a submission; "" where it holds none.

    >>> form_of(b'<?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/nport">')
    'nport'
    """
    head = data[:_HEAD]
    if not _WRAPPER.search(head):
        return form_at(head)
    found = (form_at(data[section.end() : section.end() + _HEAD]) for section in _SECTION.finditer(data))
    return next((form for form in found if form), "")


def form_at(head: bytes) -> Form:
    """Return which form begins here, by its first element's name and namespace or by the type it gives."""
    root = _ROOT.search(head)
    if root is None or _MARKUP.search(head[: root.start()]):
        return ""
    if root[1] == b"informationTable":
        return "13f"
    start = head[root.start() : root.start() + _START]
    space = _SPACE.search(start.partition(b">")[0])
    if space:
        return _FORMS[space[1] or space[2]]
    given = _TYPE.search(start)
    return _TYPES[given[1]] if given else ""
