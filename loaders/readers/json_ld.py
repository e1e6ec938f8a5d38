"""What a page says of itself in JSON-LD: its article's headline, date, publisher and address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

MOST_NODES = 20_000
LARGEST = 2_000_000  # characters of one script
_ARTICLES_NAMED = """
newsarticle article reportagenewsarticle analysisnewsarticle pressrelease blogposting techarticle
scholarlyarticle report opinionnewsarticle backgroundnewsarticle socialmediaposting liveblogposting
advertisercontentarticle
"""
_ARTICLES = frozenset(_ARTICLES_NAMED.split())
_PAGES = frozenset({"webpage", "itempage", "aboutpage", "faqpage", "qapage", "creativework"})
_PUBLISHERS = frozenset({"organization", "newsmediaorganization", "corporation", "website", "governmentorganization"})


@dataclass(frozen=True, slots=True)
class Said:
    """Values that JSON-LD gives, "" where it gives none; `site` is the name of the site or of whom it belongs to."""

    title: str = ""
    issued: str = ""
    publisher: str = ""
    address: str = ""
    site: str = ""


def said(scripts: Iterable[str]) -> Said:
    """Return what the scripts say of the page; a malformed one says nothing.

    >>> said(['{"@type": "NewsArticle", "headline": "A", "publisher": {"name": "B"}}', "{"]).publisher
    'B'
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    known = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _types(node) & _ARTICLES]
    pages = [node for node in nodes if _types(node) & _PAGES]
    about = [*articles[:1], *pages[:1]]
    site = next((name for node in nodes if _types(node) & _PUBLISHERS and (name := _name(node, known))), "")
    return Said(
        title=_first(_text(node.get(key)) for node in about for key in ("headline", "name")),
        issued=_first(_text(node.get(key)) for node in about for key in ("datePublished", "dateCreated")),
        publisher=_first(
            _name(node.get(key), known) for node in about for key in ("publisher", "sourceOrganization", "provider")
        ),
        address=_first(_address(node.get(key)) for node in about for key in ("url", "mainEntityOfPage")),
        site=site,
    )


def _nodes(script: str) -> Iterator[Mapping[str, object]]:
    """Yield the objects of a script, outer before inner, at most so many."""
    text = script.strip().removeprefix("<![CDATA[").removesuffix("]]>").removeprefix("<!--").removesuffix("-->")
    if len(text) > LARGEST:
        return
    try:
        waiting: list[object] = [json.loads(text.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(reversed([value for value in node.values() if isinstance(value, dict | list)]))
        elif isinstance(node, list):
            waiting.extend(reversed(node[:MOST_NODES]))


def _types(node: Mapping[str, object]) -> frozenset[str]:
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return frozenset(name.rpartition("/")[2].lower() for name in names if isinstance(name, str))


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _text(value: object) -> str:
    """Return a text, the first of several, or the value of a language-tagged one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) else ""


def _name(value: object, known: Mapping[str, Mapping[str, object]]) -> str:
    """Return the name of an organisation given as text, as an object, or by its identifier."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        identifier = value.get("@id")
        named = value if value.get("name") else known.get(identifier, {}) if isinstance(identifier, str) else {}
        return _text(named.get("name"))
    return value if isinstance(value, str) else ""


def _address(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return _text(value)
