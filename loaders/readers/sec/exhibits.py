"""What an exhibit says of itself: a press release its headline and issuer, a list of subsidiaries the parent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from themegraph.loaders.document import Block, Metadata
from themegraph.loaders.metadata import safe_words
from themegraph.loaders.readers.sec.facts import first_day, iso

_TICKER = re.compile(
    r"(?P<name>(?:[A-Z0-9][\w&.’'-]*,?\s+(?:(?:of|and|the|de|&)\s+)?){1,7})[(\[]\s*(?:NYSE|NASDAQ|Nasdaq|OTC|AMEX|TSX)\b[^()\[\]]{0,40}[)\]]"
)
_SUBSIDIARIES = re.compile(r"subsidiar(?:y|ies)", re.IGNORECASE)
_OF = re.compile(
    r"(?:list of |significant |principal |direct and indirect )*subsidiar(?:y|ies)(?: (?:list|companies))? of (?:the )?(?P<name>[A-Z].*)",
    re.IGNORECASE,
)
_REGISTRANT = re.compile(r"(?:the )?(?:registrant|company|issuer)\b.*", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:exhibit\b.*|(?:for )?immediate release.*|news release|press release|contacts?:?.*|investor.*|.{0,12}|\W*)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:phone|fax|box|street|st\.|avenue|suite|www\.|@)|\d{3}[-.]\d{3,4}|\b\d{5}\b", re.IGNORECASE)
_OPENING = 60
_FORM_NAME = re.compile(
    r"\b(?:Inc|Corp|Corporation|Company|Co|Ltd|Limited|LLC|L\.P|LP|plc|PLC|N\.V|S\.A|AG|SE|Trust|Holdings?|Group)\b\.?"
)


def exhibit_metadata(text: str, blocks: Sequence[Block], kind: str, header: Mapping[str, str]) -> Metadata:
    """Return the metadata of an exhibit of this type."""
    words = [text[block.start : block.end] for block in blocks[:_OPENING]]
    filer = header.get("COMPANY CONFORMED NAME", "")
    if kind.startswith("EX-21"):
        found = _subsidiaries(words, kind, filer)
    elif kind.startswith("EX-99"):
        found = _release(blocks, words, filer)
    else:
        found = Metadata(title=f"{filer}, {kind}".strip(", "), publisher=filer, about=filer)
    issued = iso(header.get("FILED AS OF DATE", "")) or found.issued
    return Metadata(safe_words(found.title), issued, safe_words(found.publisher), about=safe_words(found.about))


def _subsidiaries(words: Sequence[str], kind: str, filer: str) -> Metadata:
    parent = filer or parent_of(words)
    title = f"Subsidiaries of {parent}" if parent else f"Exhibit {kind[3:]}, subsidiaries"
    return Metadata(title=title, publisher=parent, about=parent)


def parent_of(words: Sequence[str]) -> str:
    """Return the company whose subsidiaries a page's opening lines announce, "" where they name none.

    >>> parent_of(["Exhibit 21.1", "Subsidiaries of", "Quantrel Inc.*"])
    'Quantrel Inc.'
    """
    for number, line in enumerate(words[:12]):
        if not _SUBSIDIARIES.search(line) or len(line) > 200:
            continue
        joined = (
            f"{line} {words[number + 1]}"
            if re.search(r"\bof(?: the)?$", line, re.IGNORECASE) and number + 1 < len(words)
            else line
        )
        found = _OF.search(joined)
        named = _trimmed(found["name"]) if found else ""
        if named and not _REGISTRANT.fullmatch(named):
            return named
        around = [words[number - 1] if number else "", *words[number + 1 : number + 2]]
        return next((_trimmed(line) for line in around if _FORM_NAME.search(line) and len(line.split()) <= 8), "")
    return ""


def _trimmed(name: str) -> str:
    name = re.split(r"\s+(?:as of|at|\()", name.strip())[0]
    return name.rstrip("*†‡:,; ").strip()


def _release(blocks: Sequence[Block], words: Sequence[str], filer: str) -> Metadata:
    headline = next((line for line in words[:25] if _is_headline(line)), "")
    opening = "\n".join(words)
    named = next((m["name"].strip(" ,") for m in _TICKER.finditer(opening)), "")
    issuer = filer or re.sub(r"^(?:(?:[A-Z]{2,}|About)\s+)(?=The\s)", "", named)
    return replace(Metadata(title=headline, publisher=issuer, about=issuer), issued=first_day(opening))


def _is_headline(line: str) -> bool:
    """Whether a line of a press release's opening can be its headline."""
    count = len(line.split())
    return 4 <= count <= 40 and not _LABEL.fullmatch(line) and not _ADDRESS.search(line) and not first_day(line)
