"""The words of inline elements: footnote marks, exponents, quotations, and the space between neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BREAK = "\v"  # stands for <br> until the words are laid out; a page's own are left out on parsing
_BLOCKS_NAMED = """
address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer
form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p
plaintext pre search section summary table tbody td tfoot th thead tr ul xmp
"""
BLOCKS = frozenset(_BLOCKS_NAMED.split())
_APART = frozenset({"a", "time", "label", "abbr"})  # two of these without space between stand apart on a page
_NOTE = re.compile(
    r"(?:[\s,;–-]*+(?:\[\w{1,3}\]|\(\w{1,3}\)|\d{1,3}+|[a-z](?![a-z])|[*†‡§¶#]))++[\s,;–-]*+", re.IGNORECASE
)
_MARKS = {"tm": "™", "sm": "℠", "r": "®", "(r)": "®", "(tm)": "™", "®": "®", "™": "™", "℠": "℠", "©": "©"}
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "e", "o", "a", "me"})
_POWER = re.compile(r"(?:(?<![\w.,])10|[×x]\s?10|\b(?:[kcmµnd]?m|ft|in|yd|mi|s|sec|b|n|x|y|r|e|E=mc)|[)²])$")
_SIGNED = re.compile(r"[-−+–]?\d{1,3}")
_RAISED = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_LINKS_TO_SELF = frozenset({"¶", "#", "§", "🔗"})


def superscript(element: HtmlElement, before: str) -> str:
    """Return what a superscript adds to the words before it: nothing for a footnote's mark.

    A mark set in a line would run into the word ("2025¹" into "20251"), so it is left out, while trade marks, ordinals
    and exponents stay.
    """
    content = str(element.text_content())
    words = " ".join(content.split())
    plain = words.casefold()
    if plain in _MARKS:
        return _MARKS[plain]
    if plain in _ORDINALS and before[-1:].isdigit():
        return words
    noted = next(element.iter("a"), None) is not None or "ref" in element.get("class", "") + element.get("id", "")
    if not noted and _SIGNED.fullmatch(words) and _POWER.search(before[-12:]):
        return words.translate(_RAISED)
    return "" if noted or _NOTE.fullmatch(words) else content


def is_permalink(element: HtmlElement) -> bool:
    """Whether a link is only a handle to take the place's own address by."""
    return element.get("href", "").startswith("#") and str(element.text_content()).strip() in _LINKS_TO_SELF


def gap_after(element: HtmlElement) -> str:
    """Return the space that a page shows between an inline element and the one that follows at once."""
    after = element.getnext()
    apart = element.tag in _APART and not element.tail and after is not None and after.tag in _APART
    return " " if apart else ""


def words_of(element: HtmlElement) -> str:
    """Return the words of an element in one line, blocks within it a blank apart."""
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "start":
            own = inline_start(each, parts)
            if own is not None:
                walk.skip_subtree()
            parts.append(own if own is not None else (" " if each.tag in BLOCKS else "") + (each.text or ""))
        elif each is not element:
            parts.append(inline_end(each))
    return "".join(parts).replace(BREAK, " ").strip()


def inline_start(element: HtmlElement, parts: list[str]) -> str | None:
    """Return what an element adds as a whole, or None where its own text and children are to be read."""
    if element.tag == "br":
        return BREAK
    if element.tag == "sup":
        return superscript(element, "".join(parts[-4:]))
    if element.tag == "a" and is_permalink(element):
        return ""
    if element.tag == "q":
        parts.append("“")
    return None


def inline_end(element: HtmlElement) -> str:
    """Return what follows an element: a closing quotation mark, space, the text up to the next one."""
    closing = "”" if element.tag == "q" else " " if element.tag in BLOCKS else gap_after(element)
    return closing + (element.tail or "")
