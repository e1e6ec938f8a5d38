"""The main content of a page: what is hidden or furniture goes, the element that holds the content is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from themegraph.loaders.readers.html_names import NEVER_SHOWN, is_chrome, is_hidden, is_surely_chrome
from themegraph.loaders.readers.html_tables import rows_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# An element that holds more of the page's words outside links than this is content, whatever its name says of it;
# it takes more to doubt what is sure: elements for navigation, hidden ones, requests for consent.
MOST, MOST_OF_SURE = 0.4, 0.8
_NEVER_FURNITURE = frozenset({"html", "body", "main", "article", "h1"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:accept|agree|consent|allow|reject|preferences|settings|policy)\b", re.IGNORECASE)
_LONGEST_NOTICE = 1_500
_ASIDE = re.compile(
    r"(?:related|similar|more|latest|recent|popular|trending|other|recommended|suggested|featured|top) ?"
    r"(?:(?:company |press |our )?(?:news|articles?|stories|posts?|links?|content|releases?|topics|reading|resources|insights|coverage|videos?|pages|headlines))?"
    r"(?: (?:from|in|on|by) .{1,40})?|see also|external links|(?:you may|you might) also (?:like|be interested in)|also read|what to read next|"
    r"read (?:more|next|also)|up next|most (?:read|popular|viewed)|keep reading|share(?: this.{0,30}| on.{0,30}| article)?|"
    r"follow us.{0,30}|connect with us|stay (?:connected|informed|up to date|in touch).{0,30}|sign up.{0,60}|subscribe.{0,60}|.{0,20}newsletter.{0,30}|"
    r"tags?|topics|categories|filed under|contents|table of contents|on this page|in this (?:article|story|section)|quick links|"
    r"leave a (?:reply|comment)|(?:\d+ )?comments?|navigation(?: menu)?|menu|languages?|search|advertisement|downloads?|archives?",
    re.IGNORECASE,
)


def main_content(root: HtmlElement) -> tuple[HtmlElement, HtmlElement | None]:
    """Return the element with a page's main content, furniture taken out of the tree, and a title that stands outside."""
    for element in [each for each in root.iter() if each.tag in NEVER_SHOWN]:
        _remove(element)
    _prune(root)
    sizes = _Sizes(root)
    found = _declared(root, sizes)
    content = root if found is None else found
    outside = None
    if found is not None and not sizes.titles[found]:
        outside = next((each for each in root.iter("h1") if sizes.titles[each]), None)
    _drop_cards(content, sizes)
    _drop_asides(content, sizes)
    _drop_link_lists(content, sizes, all_of_them=found is None)
    return content, outside


class _Sizes:
    """How many characters each element shows, and how many of these within links."""

    def __init__(self, root: HtmlElement) -> None:
        self.shown: defaultdict[HtmlElement, int] = defaultdict(int)
        self.linked: defaultdict[HtmlElement, int] = defaultdict(int)
        self.links: defaultdict[HtmlElement, int] = defaultdict(int)
        self.titles: defaultdict[HtmlElement, int] = defaultdict(int)
        for element in reversed(list(root.iter())):
            tag, parent = element.tag, element.getparent()
            shown = self.shown[element] = self.shown[element] + _length(element.text)
            if tag == "a":
                self.linked[element], self.links[element] = shown, 1
            elif tag == "h1" and shown:
                self.titles[element] = 1
            if parent is None:
                continue
            self.shown[parent] += shown + _length(element.tail)
            if element in self.titles:
                self.titles[parent] += self.titles[element]
            if element in self.links:
                self.linked[parent] += self.linked[element]
                self.links[parent] += self.links[element]

    def own(self, element: HtmlElement) -> int:
        """Return how many characters an element shows outside links."""
        return self.shown[element] - self.linked[element]

    def links_only(self, element: HtmlElement) -> bool:
        """Whether an element shows several links and hardly anything else."""
        return self.links[element] > 2 and self.linked[element] > 0.8 * self.shown[element]


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def _remove(element: HtmlElement) -> None:
    """Empty an element; taking it out would join the texts around it, in time squared where there are many."""
    element.clear(keep_tail=True)


def _prune(root: HtmlElement) -> None:
    """Take out what is hidden, furniture by its name, or asks about cookies; never most of the page or its only title."""
    sizes = _Sizes(root)
    total = sizes.own(root) or 1
    left: set[HtmlElement] = set()  # what is taken out, and all within it
    within: set[HtmlElement] = set()  # what is in a main element or an article
    for element in list(root.iter()):
        parent = element.getparent()
        if parent in left:
            left.add(element)
            continue
        if parent in within or element.tag in ("main", "article") or element.get("role") == "main":
            within.add(element)
        if element.tag in _NEVER_FURNITURE:
            continue
        share = sizes.own(element) / total
        only_title = sizes.titles[root] > 0 and sizes.titles[element] == sizes.titles[root]
        if (share < MOST_OF_SURE and is_hidden(element)) or (
            share < (MOST_OF_SURE if is_surely_chrome(element) else MOST)
            and not only_title
            and _furniture(element, sizes, inside=element in within)
        ):
            left.add(element)
    for element in [each for each in left if each.getparent() not in left]:
        _remove(element)


def _furniture(element: HtmlElement, sizes: _Sizes, *, inside: bool) -> bool:
    if element.tag == "footer" and element.getparent().tag == "blockquote":
        return False
    if element.tag == "header" and not inside:
        return True
    return is_chrome(element) or _is_cookie_notice(element, sizes)


def _is_cookie_notice(element: HtmlElement, sizes: _Sizes) -> bool:
    """Whether a short part of the page, with something to press, speaks of cookies and asks for leave."""
    if element.tag not in ("div", "section") or not 0 < sizes.shown[element] < _LONGEST_NOTICE:
        return False
    if not sizes.links[element] or element.getparent().tag not in ("body", "div", "html"):
        return False
    words = str(element.text_content())
    return bool(_COOKIES.search(words) and _ASKS.search(words)) and next(element.iter("h1"), None) is None


def _declared(root: HtmlElement, sizes: _Sizes) -> HtmlElement | None:
    """Return the element that a page declares its main one, where it holds enough of the page."""
    total = sizes.shown[root] or 1
    mains = [each for each in root.iter() if each.tag == "main" or each.get("role") == "main"]
    bodies = [each for each in root.iter() if "articleBody" in each.get("itemprop", "").split()]
    for candidates, least in ((mains, 0.3), (list(root.iter("article")), 0.5), (bodies, 0.6)):
        best = max(candidates, key=lambda each: sizes.shown[each], default=None)
        if best is not None and sizes.shown[best] >= least * total:
            return best
    return None


def _drop_cards(content: HtmlElement, sizes: _Sizes) -> None:
    """Where one article holds most of the words of all, take out the small ones beside it: teasers and comments."""
    outer: list[HtmlElement] = []
    within: set[HtmlElement] = set()
    for each in content.iter():
        if each.getparent() in within:
            within.add(each)
        elif each.tag == "article" and each is not content:
            within.add(each)
            outer.append(each)
    largest = max(map(sizes.shown.__getitem__, outer), default=0)
    if largest * 2 > sizes.shown[content]:
        for each in outer:
            if sizes.shown[each] * 4 < largest:
                _remove(each)


def _drop_asides(content: HtmlElement, sizes: _Sizes) -> None:
    """Take out the sections whose heading announces other pages, and what stands below it."""
    for heading in list(content.iter(*_HEADINGS)):
        words = " ".join(str(heading.text_content()).split()).rstrip(":… ")
        if heading.getparent() is None or len(words) > 80 or not _ASIDE.fullmatch(words):
            continue
        section = [heading, *_below(heading)]
        shown = sum(sizes.shown[each] + _length(each.tail) for each in section)
        linked = sum(sizes.linked[each] for each in section)
        if linked * 2 > shown - sizes.shown[heading] or shown < 400 * (linked > 0):
            for each in section:
                _remove(each)


def _below(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what stands below a heading up to the next of its level or above."""
    levels = _HEADINGS[: _HEADINGS.index(heading.tag) + 1]
    for each in heading.itersiblings():
        if each.tag in levels or next(each.iter(*levels), None) is not None:
            return
        yield each


def _drop_link_lists(content: HtmlElement, sizes: _Sizes, *, all_of_them: bool) -> None:
    """Take out lists of links to elsewhere; a list that a colon announces is content, as is one of mere names."""
    tags = ("ul", "ol", "div", "section", "table", "tr", "td", "p", "center") if all_of_them else ("ul", "ol")
    known: dict[HtmlElement, bool] = {}
    for element in list(content.iter(*tags)):
        if element is content or element.getparent() is None or not sizes.links_only(element):
            continue
        if element.tag in ("tr", "td") and _in_data(element, known):
            continue
        if not _announced(element) and (all_of_them or sizes.linked[element] >= 25 * sizes.links[element]):
            _remove(element)


def _in_data(cell: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether a cell or row is one of a table of data; `known` keeps the answer for each table."""
    table = next(cell.iterancestors("table"), None)
    if table is not None and table not in known:
        known[table] = bool(rows_of(table))
    return table is not None and known[table]


def _announced(element: HtmlElement) -> bool:
    before = element.getprevious()
    words = str(before.text_content()) + (before.tail or "") if before is not None else element.getparent().text or ""
    return words.rstrip().endswith(":")
