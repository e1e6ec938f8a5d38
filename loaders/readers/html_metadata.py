"""What a page says of itself in its head: title, date, publisher, address; each from the most exact place that has it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from themegraph.loaders.dates import find_date, parse_date
from themegraph.loaders.document import Metadata
from themegraph.loaders.identity import is_web_address
from themegraph.loaders.metadata import LONGEST_VALUE, unsafe_character
from themegraph.loaders.readers.json_ld import Said, said

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 2_000  # values a page may give under a name
_TITLES = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "title")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "datepublished",
    "og:published_time",
    "published_time",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "release_date",
    "date",
)
_PUBLISHERS = ("dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_SEPARATOR = re.compile(r"\s+[|–—·•:»«/-]+\s+|\s*\|\s*|: ")
_SAVED = re.compile(r"\s*<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_NUMERIC = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_CLOCK = re.compile(r"[T ,]+\d{1,2}[:.]\d\d.*$|\bat \d.*$")
_PUBLISHED = re.compile(r"^(?:published|posted|released|date)(?: on)?:? ", re.IGNORECASE)
_PLACE = re.compile(r"(?=[^a-z]{3})(.{3,140}?)(?:\s*(?:--|[–—])|\s+-\s|\s*/)")
_WEEKDAY = re.compile(r"^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? +", re.IGNORECASE)


def page_metadata(root: HtmlElement, text: str) -> Metadata:
    """Return what a page says of itself, from its tree before anything is taken out and its text.

    Values that are unsafe, too long, or no date or web address are passed over for the next.
    """
    values = _values(root)
    stated = said(_scripts(root))
    publisher = _safe([*_named(values, _PUBLISHERS), stated.publisher, *_named(values, _SITES), stated.site])
    sites = {publisher, stated.publisher, stated.site, *_named(values, _SITES)}
    titles = [*_named(values, _TITLES[:2]), stated.title, *_named(values, _TITLES[2:]), *_titles(root)]
    return Metadata(
        title=_without_site(_safe(titles), sites),
        issued=_date(values, stated, root),
        publisher=publisher,
        address=_address(values, stated, root, text),
    )


def exact_date(text: str) -> str:
    """Return the ISO date of a text that is a date, with or without a time of day, "" where it is none.

    >>> exact_date("2026-03-02T09:00:00-05:00"), exact_date("Mon, 02 Mar 2026 14:00:00 GMT"), exact_date("03/02/2026")
    ('2026-03-02', '2026-03-02', '')
    """
    words = " ".join(text.split())[:100]
    compact = _NUMERIC.match(words)
    if compact and not words[8:9].isdigit():
        return parse_date("-".join(compact.groups()))
    return parse_date(words) or parse_date(_WEEKDAY.sub("", _CLOCK.sub("", words)))


def _values(root: HtmlElement) -> Mapping[str, list[str]]:
    """Return the values of the page's meta elements by lower-case name."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content", "")
        for name in f"{meta.get('property', '')} {meta.get('name', '')} {meta.get('itemprop', '')}".lower().split()[:4]:
            values = found.setdefault(name, [])
            if content.strip() and len(values) < _MOST:
                values.append(content)
    return found


def _scripts(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        if script.get("type", "").partition(";")[0].strip().lower() == "application/ld+json":
            yield str(script.text or "")


def _titles(root: HtmlElement) -> Iterator[str]:
    """Yield the title in the head; those within drawings name parts of them."""
    for title in root.iter("title"):
        if title.getparent() is not None and title.getparent().tag in ("head", "html"):
            yield str(title.text_content())


def _named(values: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in values.get(name, ())]


def _safe(values: Iterable[str]) -> str:
    """Return the first value fit to show: not empty, not too long, no address or handle, no unsafe character."""
    for value in values:
        words = " ".join(html.unescape(value[: 8 * LONGEST_VALUE]).split())
        if not words or len(words) > LONGEST_VALUE or unsafe_character(words):
            continue
        if not words.startswith(("http://", "https://", "@")):
            return words
    return ""


def _without_site(title: str, sites: set[str]) -> str:
    """Return a title without the name of its site at one end.

    >>> _without_site("Power | Acme News", {"Acme News"}), _without_site("Power - demand", {"Acme News"})
    ('Power', 'Power - demand')
    """
    names = {" ".join(html.unescape(site).split()).casefold() for site in sites if site}
    for mark in _SEPARATOR.finditer(title):
        left, right = title[: mark.start()].strip(), title[mark.end() :].strip()
        if left and right.casefold() in names:
            return left
        if right and left.casefold() in names:
            return right
    return title


def _date(values: Mapping[str, list[str]], stated: Said, root: HtmlElement) -> str:
    candidates = [stated.issued, *_named(values, _DATES)]
    candidates += [
        each.get("datetime") or each.get("content") or str(each.text_content())
        for each in root.iter("time", "span", "p", "div", "abbr")
        if "datepublished" in each.get("itemprop", "").lower().split() or "pubdate" in each.attrib
    ]
    return next((date for value in candidates if (date := exact_date(value))), "")


def shown_date(content: HtmlElement, opening: Iterable[str]) -> str:
    """Return the date that a page shows, where it shows only one: in its time elements, else in its opening blocks."""
    times = {exact_date(each.get("datetime") or str(each.text_content())) for each in content.iter("time")} - {""}
    if times:
        return times.pop() if len(times) == 1 else ""
    dates = {date for words in opening if (date := _dateline(words))}
    return dates.pop() if len(dates) == 1 else ""


def _dateline(words: str) -> str:
    """Return the day in a line that is a date, or that begins with a place, a date and a dash."""
    date = exact_date(_PUBLISHED.sub("", words)) if len(words) < 60 else ""
    if date:
        return date if len(date) == 10 else ""
    head = _PLACE.match(words)
    found = find_date(head[1].partition("(")[0]) if head else None
    return found.iso if found and len(found.iso) == 10 else ""


def _address(values: Mapping[str, list[str]], stated: Said, root: HtmlElement, text: str) -> str:
    """Return the page's own address where one is given in full or against a base."""
    base = next((each.get("href", "") for each in root.iter("base")), "").strip()
    links = [each.get("href", "") for each in root.iter("link") if "canonical" in each.get("rel", "").lower().split()]
    saved = _SAVED.search(text[:2_000])
    candidates = [*links, *_named(values, ("og:url",)), stated.address, *_named(values, ("citation_public_url",))]
    for value in [*candidates, saved[1] if saved else ""]:
        if value.strip() and (address := _joined(base, value.strip())):
            return address
    return ""


def _joined(base: str, value: str) -> str:
    if len(value) > LONGEST_VALUE or len(base) > LONGEST_VALUE:
        return ""
    try:
        address = urldefrag(urljoin(base, value) if is_web_address(base) else value).url
    except ValueError:
        return ""
    return address if is_web_address(address) and not unsafe_character(address) else ""
