"""What pages call the parts of them that are no content: elements, roles, and the names in class and id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_SHOWN_NAMED = """
script style template noscript svg canvas iframe frame object embed applet audio video map select textarea input
button datalist progress meter dialog head link meta base basefont rt rp rtc annotation annotation-xml amp-ad
amp-analytics amp-sidebar amp-consent amp-user-notification amp-social-share amp-iframe
"""
NEVER_SHOWN = frozenset(_NEVER_SHOWN_NAMED.split())
_HEADED = frozenset({"section", "h1", "h2", "h3", "h4", "h5", "h6"})
CHROME_TAGS = frozenset({"nav", "aside", "footer", "form", "menu"})
_CHROME_ROLES_NAMED = """
navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar form tooltip
"""
CHROME_ROLES = frozenset(_CHROME_ROLES_NAMED.split())
_HIDDEN_NAMED = """
sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only element-invisible
element-hidden hidden is-hidden u-hidden d-none hide a11y-hidden skip-link skiplink skip-nav skip-to-content
skip-to-main print-only headerlink mw-editsection mw-jump-link noprint
"""
_HIDDEN = frozenset(_HIDDEN_NAMED.split())
_SHOWN_WHEN_WIDE = re.compile(r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl|2xl):)(?!none|hidden)[a-z]")
_UNSTYLED = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_PART = r"(?:this|bar|buttons?|icons?|links?|tools?|list|menu|block|box|widget|container|wrapper|wrap|section|area|panel|module|group|row|cards?|grid|inner|content|region|holder|outer)"
_KIND = r"(?:news|articles?|posts?|stor(?:y|ies)|content|items?|releases?|reading|resources?|topics?|pages?|products?|documents?|materials?|videos?|tags|info|information|coverage|media|events?|headlines?|updates?|comments?)"
_NEWS = r"(?:news|articles?|posts?|stor(?:y|ies)|releases?|reading|videos?|events?|headlines?|topics?)"
_STATE = re.compile(r"(?:^|-)(?:has|with|without|no|is|show|hide|open|enabled|active|visible|loaded)(?:-|$)")
_CHROME = re.compile(
    rf"""(?:^|-)(?:
    nav|navbar|navigation|navbox|breadcrumbs?|bread-crumbs?|sidebar|side-bar|sidenav|(?:right|left|side)-rail
    |(?:cookies?|consent|gdpr|ccpa)(?:-(?:banner|bar|notice|popup|modal|consent|message|policy|law|info|overlay|dialog|manager|preferences|settings|warning))*
    |privacy-(?:banner|bar|notice|popup|modal|overlay|dialog|manager|preferences|settings)
    |newsletter|newsletters|email-alerts?|mailing-list|sign-?up|subscribe
    |(?:main|site|top|primary|secondary|mobile|footer|header|side|utility|user|language|lang|dropdown|mega|page|local|section)-?menu
    |menu-(?:main|primary|top|footer|mobile|item|list)|language-(?:switcher|selector)|lang-switcher
    |(?:site|global|page|main|article|entry|post|story|bottom|sub)?-?footer|colophon
    |(?:site|global|top)-?header|masthead|topbar|top-bar|utility-bar|header-(?:nav|top|bar|links|search)
    |ads?|advert|adverts|advertisement|advertising|ad-(?:slot|unit|container|wrapper)|sponsored|promos?
    |modal|popup|pop-up|lightbox|interstitial|paywall|toolbar|tool-bar
    |pagination|pager|page-numbers|post-navigation|prev-next|next-prev
    |toc|table-of-contents|on-this-page|catlinks|site-?notice|back-to-top|search-(?:form|box|bar)|searchform|login
    |tags|tag-list|tag-cloud|tag-links|post-tags|entry-tags|post-categories|cat-links
    |comments?-(?:area|list|form|section|respond)|respond|author-(?:box|bio|card)|about-author|(?:article|post|entry)-?comments
    |(?:most|also)-(?:read|popular|viewed|shared)|trending|recirculation|recirc|outlinks|teasers?(?:-{_PART})*|read-(?:next|more|also)|up-next
    |(?:social|follow-us|follow)(?:-(?:media|{_PART}))*
    |(?:recommended|recommendations?|suggested|suggestions)(?:-(?:{_KIND}|for-you|{_PART}))*
    |(?:latest|recent|more|other|popular|featured|similar|next)-{_NEWS}(?:-{_PART})*|related(?:-(?:{_KIND}|{_PART}))*
    )$
    |^(?:comments|disclaimer-popup|sharing|share(?:-{_PART})*|ads?-.+|cookies?-.+|consent-.+|navbar-.+|nav-.+|footer-.+|sidebar-.+)$
    |^(?:article|post|page|entry|story|news|release|content|blog|social)-shar(?:e|es|ing)(?:-{_PART})*$""",
    re.VERBOSE,
)
_CONSENT = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINS = re.compile(r"[-_:.]+")
_LONGEST = 2_000


def is_hidden(element: HtmlElement) -> bool:
    """Whether a page hides the element from those who look at it."""
    if "hidden" in element.attrib and element.get("hidden", "").lower() != "until-found":
        return True
    if _UNSTYLED.search(element.get("style", "")[:_LONGEST]):
        return True
    classes = element.get("class", "")[:_LONGEST]
    return bool(_HIDDEN & set(classes.lower().split())) and not _SHOWN_WHEN_WIDE.search(classes)


def is_chrome(element: HtmlElement) -> bool:
    """Whether the element's tag, role, class or id says that it is furniture of the site rather than content."""
    # What lies below an open dialog is marked aria-hidden too, so it counts as furniture, not as hidden for sure.
    if element.get("aria-hidden", "").lower() == "true":
        return True
    if element.tag in CHROME_TAGS or CHROME_ROLES & set(element.get("role", "").lower().split()):
        return True
    # The id of a section or heading is often made from its heading, which may be about navigation or cookies.
    own = "" if element.tag in _HEADED else element.get("id", "")
    return any(names_chrome(name) for name in f"{element.get('class', '')} {own}"[:_LONGEST].split())


def is_surely_chrome(element: HtmlElement) -> bool:
    """Whether tag or role, or a name that speaks of consent, leave no doubt about furniture."""
    if element.tag in ("nav", "footer") or CHROME_ROLES & set(element.get("role", "").lower().split()):
        return True
    return bool(_CONSENT.search(f"{element.get('class', '')} {element.get('id', '')}"[:_LONGEST]))


def names_chrome(name: str) -> bool:
    """Whether a class or id names furniture.

    >>> [names_chrome(name) for name in ("relatedNews", "site_footer", "related-party", "share-repurchase", "has-sidebar")]
    [True, True, False, False, False]
    """
    plain = _JOINS.sub("-", _CAMEL.sub("-", name)).lower().strip("-")
    return bool(_CHROME.search(plain)) and not _STATE.search(plain)
