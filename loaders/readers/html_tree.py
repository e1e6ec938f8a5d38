"""The text of an HTML page to a tree, within limits; what goes beyond them is refused by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from themegraph.errors import ReadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 2_048  # where libxml2 stops, and says so
MOST_ELEMENTS = 250_000
MOST_ATTRIBUTES = 500  # of one element: checking them for doubles takes their number squared
MOST_ATTRIBUTES_IN_ALL = 1_000_000
_SKIPPED = r"<!--(?:.*?-->|.*)|<(?P<raw>script|style|textarea|title)\b(?:.*?</(?P=raw)|.*)"
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?)?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.DOTALL)
_TAG = re.compile(
    rf"{_SKIPPED}|<[a-z][^\s/>]*+(?P<attributes>(?:{_ATTRIBUTE}){{1,{MOST_ATTRIBUTES}}}+)", re.IGNORECASE | re.DOTALL
)
_OPENING = re.compile(r"<[A-Za-z]")
_SUBSET = re.compile(r"<!DOCTYPE\b[^\[>]{0,1000}\[(?P<inner>.*?)\]\s*>", re.IGNORECASE | re.DOTALL)
_PROLOGUE = re.compile(r"\s*+(?:<\?[^>]*+>\s*+|<!--.*?-->\s*+){0,50}+", re.DOTALL)
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # browsers show what follows them, libxml2 drops it
_UNSEEN = dict.fromkeys((*range(9), 11, *range(14, 32), 127))  # libxml2 ends a text at some of these


def parse_page(text: str, where: str) -> HtmlElement:
    """Return the root element of a page, without comments. Raises ReadError where a limit is passed."""
    from lxml import etree, html  # 30 ms, and text and Markdown do without

    text = _without_subset(text, where)
    _check_size(text, where)
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, default_doctype=False
    )
    body = _ENDS.sub("", text).translate(_UNSEEN).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(body, parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("no elements in the page", where=where, valid="HTML with text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError(f"elements nested more than {DEEPEST:,} deep", where=where, valid="fewer levels")
    return root


def _without_subset(text: str, where: str) -> str:
    """Leave out what a document type declares within it; a page with entities of its own is refused."""
    start = _PROLOGUE.match(text)
    subset = _SUBSET.match(text, start.end() if start else 0)
    if subset is None:
        return text
    if "<!ENTITY" in subset["inner"].upper():
        raise ReadError("the page defines entities of its own", where=where, valid="a page without <!ENTITY")
    return text[subset.end() :]


def _check_size(text: str, where: str) -> None:
    elements = sum(1 for _ in _OPENING.finditer(text))
    if elements > MOST_ELEMENTS:
        raise ReadError(f"{elements:,} elements", where=where, valid=f"at most {MOST_ELEMENTS:,}")
    total = 0
    for tag in _TAG.finditer(text):
        count = len(_ATTRIBUTES.findall(tag["attributes"])) if tag["attributes"] else 0
        total += count
        if count >= MOST_ATTRIBUTES or total > MOST_ATTRIBUTES_IN_ALL:
            one = count >= MOST_ATTRIBUTES
            most, whose = (MOST_ATTRIBUTES, "in an element") if one else (MOST_ATTRIBUTES_IN_ALL, "in a page")
            place = f"{where}, offset {tag.start()}"
            raise ReadError("too many attributes", where=place, valid=f"fewer than {most:,} {whose}")
