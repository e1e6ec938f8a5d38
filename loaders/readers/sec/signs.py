"""Signs by which a file is known for a filing, and those that show data of the SEC which are no document."""

from __future__ import annotations

import re

_HEAD, _COVER = 16_384, 400_000
_WRAPPER = re.compile(rb"<(?:SEC-DOCUMENT|SEC-HEADER|IMS-DOCUMENT|IMS-HEADER)>|\A\s*<DOCUMENT>\s*<TYPE>", re.IGNORECASE)
_INLINE = re.compile(rb"<ix:(?:header|hidden|nonnumeric|nonfraction)\b|xmlns:ix=|name=[\"']dei:", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:html|body|div|p|table|font|span)\b", re.IGNORECASE)
_PAGE_TAGS = re.compile(rb"<[^<>]{0,4000}>|&(?:nbsp|#160|#xa0);|\s+", re.IGNORECASE)
_CHARTER = re.compile(rb"exact ?name ?of ?(?:the ?)?registrant ?as ?specified", re.IGNORECASE)
_FORM = re.compile(rb"form ?(?:10-?[kq]|8-?k|20-?f|6-?k|40-?f|s-\d|f-\d)\b", re.IGNORECASE)
_ACT = re.compile(rb"securities ?(?:and ?)?exchange ?(?:act ?of ?1934|commission)", re.IGNORECASE)
_EXHIBIT = re.compile(rb"\A[\s*]*exhibit ?(?:\d{1,2}\.\d{1,3}|21|23|99)(?![\d.])", re.IGNORECASE)
_DATA = (
    (re.compile(rb"<(?:\w+:)?edgarSubmission\b"), "a form filed as XML", "this form"),
    (re.compile(rb"<(?:\w+:)?ownershipDocument\b"), "an ownership report (form 3, 4 or 5) as XML", "this form"),
    (re.compile(rb"<(?:xbrli:|xbrl:)?xbrl\b"), "an XBRL instance: figures without prose", "XBRL instances"),
    (
        re.compile(
            rb'\A\s*\{.{0,400}?"(?:cik_str|entityName|insiderTransactionForOwnerExists|accessionNumber)"', re.DOTALL
        ),
        "data of EDGAR",
        "EDGAR's JSON",
    ),
)


def is_filing(data: bytes) -> bool:
    """Whether the content can be nothing but a filing or an exhibit of one.

    >>> is_filing(b"<SEC-DOCUMENT>0000000000-95-000001.txt"), is_filing(b"About form 10-K")
    (True, False)
    """
    head = data[:_HEAD]
    if _WRAPPER.search(head) or (_INLINE.search(head) and _MARKUP.search(head)):
        return True
    if not _MARKUP.search(head):
        return False
    words = _PAGE_TAGS.sub(b" ", data[:_COVER])
    words = re.sub(rb"\s+", b" ", words)[:12_000]
    if _CHARTER.search(words) and (_FORM.search(words) or _ACT.search(words)):
        return True
    if _FORM.search(words[:1500]) and _ACT.search(words[:1500]):
        return True
    return bool(_EXHIBIT.match(_without_title(data, words)))


def _without_title(data: bytes, words: bytes) -> bytes:
    """Return a page's words without its HTML title."""
    title = re.search(rb"<title\b[^<>]*>([^<]{0,500})</title>", data[:_HEAD], re.IGNORECASE)
    start = re.sub(rb"\s+", b" ", title[1]).strip() if title else b""
    return words.strip().removeprefix(start) if start else words.strip()


def data_format(data: bytes) -> tuple[str, str]:
    """Return what data of the SEC a file holds and what would read it, two empty strings where it holds none."""
    head = data[:_HEAD]
    if _MARKUP.search(head):
        return "", ""
    return next(((what, reader) for sign, what, reader in _DATA if sign.search(head)), ("", ""))
