"""From a company's title in the SEC's list to the name as people write it, and what kind of thing it names."""

from __future__ import annotations

import re

_STATES = (
    "DELAWARE|DEL|DE|MD|MN|OH|MA|PA|NV|IN|VA|TX|UT|CN|ON|NY|RI|MS|MO|MI|OR|SD|OK|KY|NJ|CO|TN|WA|FL|ME|SC|NC|VT|WI|WV|GA|CA|IL|LA|IA"
    "|CANADA|CAN|BC|UK|FI|ADR|NEW|DC|PR|ATS|S|CAYMAN ISLANDS|CAYMAN|MARSHALL ISLANDS"
)
_TAG = re.compile(rf"\s*[/\\]\s*(?:{_STATES})?\s*[/\\]?\s*$", re.IGNORECASE)
_GLUED = re.compile(r"(?<=INC|nc\.|NC\.|ORP)\s?(?:DE|new)$|(?<=CORPORATION)DE$|(?<=INC|NC\.|ORP) (?:DE|NEW)$")
_FORMS = {
    "INC": "Inc.", "CORP": "Corp.", "CORPORATION": "Corporation", "CO": "Co.", "COMPANY": "Company", "LTD": "Ltd.", "LIMITED": "Limited",
    "LLC": "LLC", "PLC": "plc", "LP": "L.P.", "SA": "S.A.", "NV": "N.V.", "AG": "AG", "SE": "SE", "INCORPORATED": "Incorporated",
    "AB": "AB", "ASA": "ASA", "BV": "B.V.", "AS": "A/S", "SPA": "S.p.A.", "PBC": "PBC",
}  # fmt: skip
_SMALL = frozenset(("OF", "AND", "THE", "FOR", "DE", "LA", "DEL", "IN", "ON", "AT", "DU"))
_ROMAN = re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|X{1,2})")
_VOWEL = re.compile(r"[AEIOUY]")
_SPOKEN = re.compile(
    r"[^AEIOU][AEIOUY][^AEIOUY]|[^AEIOUY]{1,2}[EOY]|A(?:CE|GE|IR|RE|RT|LL)|O(?:IL|NE|LD|UR)|E(?:YE|ND)|TEA|SEA|KEY|BAY|WAY|DAY"
)
_LETTERS = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
# what stays in capitals whatever its letters: initials joined by “&”, and what nobody writes small
_INITIALS = re.compile(r"((?:[A-Z]{1,2}&)+[A-Z]{1,2}|USA|U\.?S\.?|T-MOBILE US|ETF|ETN|AI|REIT|LNG),?")
_FUND = re.compile(
    r"(?:\bFund|\bETF|\bPortfolio|\bBitcoin.*Trust|\b(?:Municipal|Income|Term|Opportunities) Trust)(?: [IVX]+)?(?:,? Inc\.?)?$",
    re.IGNORECASE,
)


def name_of(title: str, tickers: tuple[str, ...] = ()) -> str:
    """Return a title in proper case, without the marks that tell registrants apart.

    >>> name_of("LITTELFUSE INC /DE"), name_of("KLA CORP", ("KLAC",)), name_of("BANK OF THE JAMES")
    ('Littelfuse Inc.', 'KLA Corp.', 'Bank of the James')
    >>> name_of("AT&T INC."), name_of("PG&E CORP"), name_of("ALLIS&SONS INC")
    ('AT&T Inc.', 'PG&E Corp.', 'Allis&Sons Inc.')
    """
    bare = " ".join(title.split())
    bare = _GLUED.sub("", _TAG.sub("", _TAG.sub("", bare))).strip(" ,/\\")
    words = bare.split()
    shouted = all(word.isupper() or not word.isalpha() for word in words if _plain(word) not in _FORMS)
    cased = [_word(word, number, tickers, shouted=shouted) for number, word in enumerate(words)]
    return " ".join(cased)


def kind_of(name: str) -> str:
    """Return the class of what a name names: a fund, else a company.

    >>> kind_of("Great Hill Municipal Income Fund"), kind_of("Great Hill Realty Trust")
    ('Fund', 'Company')
    """
    return "Fund" if _FUND.search(name) else "Company"


def _plain(word: str) -> str:
    return word.strip(",").replace(".", "").upper()


def _word(word: str, number: int, tickers: tuple[str, ...], *, shouted: bool) -> str:
    form = _FORMS.get(_plain(word)) if number else None
    if form and (shouted or word.isupper() or word.islower()):
        return form + ("," if word.endswith(",") else "")
    if not shouted or not word.isupper():
        return word
    if number and word in _SMALL:
        return word.lower()
    if _INITIALS.fullmatch(word):
        return word
    return _LETTERS.sub(lambda match: _cased(match[0], tickers), word)


def _cased(word: str, tickers: tuple[str, ...]) -> str:
    """Capitalise a word, or leave it whole where it is an acronym: no vowel, or a short ticker symbol nobody can say."""
    short = len(word) < 4 and not _SPOKEN.fullmatch(word) and any(symbol.startswith(word) for symbol in tickers)
    if len(word) == 1 or _ROMAN.fullmatch(word) or not _VOWEL.search(word) or short:
        return word
    return word[0] + word[1:].lower()
