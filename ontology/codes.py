"""Codes of public schemes: their form, their check digits, and how one leads to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

_VALUES = {char: number for number, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#")}
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_CUSIP = re.compile(r"[A-Z0-9*@#]{8}[0-9]")
_SEDOL = re.compile(r"[0-9B-DF-HJ-NP-TV-Z]{6}[0-9]")
_FIGI = re.compile(r"(?!BS|BM|GG|GB|GH|KY|VG)[B-DF-HJ-NP-TV-Z]{2}G[0-9B-DF-HJ-NP-TV-Z]{8}[0-9]")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_CIK = re.compile(r"[0-9]{1,10}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_SERIES = re.compile(r"S[0-9]{9}")
_NATIONAL = frozenset(("US", "CA"))  # countries whose ISIN is the CUSIP between the country and a check digit
_SEDOL_WEIGHTS = (1, 3, 1, 7, 3, 9, 1)


def luhn_digit(body: str) -> int:
    """Return the check digit that ISO 6166 adds to a body in which letters stand for two digits.

    >>> luhn_digit("US000000000")
    2
    """
    digits = "".join(str(_VALUES[char]) for char in body)
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -sum(number // 10 + number % 10 for number in doubled) % 10


def _alternating_digit(body: str) -> int:
    """Return the check digit of CUSIP and FIGI: every second value doubled, then the digits of all added."""
    values = (_VALUES[char] * (2 if place % 2 else 1) for place, char in enumerate(body))
    return -sum(value // 10 + value % 10 for value in values) % 10


def _is_isin(code: str) -> bool:
    return bool(_ISIN.fullmatch(code)) and luhn_digit(code[:-1]) == int(code[-1])


def _is_cusip(code: str) -> bool:
    return bool(_CUSIP.fullmatch(code)) and _alternating_digit(code[:-1]) == int(code[-1])


def _is_sedol(code: str) -> bool:
    found = _SEDOL.fullmatch(code)
    return (
        bool(found) and sum(_VALUES[char] * weight for char, weight in zip(code, _SEDOL_WEIGHTS, strict=True)) % 10 == 0
    )


def _is_figi(code: str) -> bool:
    return bool(_FIGI.fullmatch(code)) and _alternating_digit(code[:-1]) == int(code[-1])


def _is_lei(code: str) -> bool:
    return bool(_LEI.fullmatch(code)) and int("".join(str(_VALUES[char]) for char in code)) % 97 == 1


def _is_cik(code: str) -> bool:
    return bool(_CIK.fullmatch(code)) and int(code) > 0


def _matches(form: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda code: bool(form.fullmatch(code))


#: How each scheme tells its codes; the names are those of the properties that hold them.
SCHEMES: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "lei": _is_lei,
        "cik": _is_cik,
        "isin": _is_isin,
        "cusip": _is_cusip,
        "sedol": _is_sedol,
        "figi": _is_figi,
        "wikidataId": _matches(_WIKIDATA),
        "seriesId": _matches(_SERIES),
    }
)
_CHECKED = frozenset(("lei", "isin", "cusip", "sedol", "figi"))
_NOTHING = re.compile(r"[\s\-–—.*/_0]*|N\.?/?A\.?|NONE|NULL|NAN|UNKNOWN|OTHER|XXXXXXXXX", re.IGNORECASE)


def is_blank(code: str) -> bool:
    """Tell whether a cell for a code holds none: empty, dashes, zeros, "N/A".

    >>> is_blank(" - "), is_blank("000000000"), is_blank("037833100")
    (True, True, False)
    """
    return bool(_NOTHING.fullmatch(code.strip()))


@lru_cache(maxsize=65536)
def canonical(scheme: str, code: str) -> str:
    """Return a code as its scheme writes it, "" where it is none of the scheme's or fails its check digit.

    >>> canonical("isin", "us0378331005 "), canonical("isin", "US0378331006"), canonical("cik", "320193")
    ('US0378331005', '', '0000320193')
    """
    plain = code.strip().upper().replace(" ", "")
    if not SCHEMES[scheme](plain):
        return ""
    return plain.zfill(10) if scheme == "cik" else plain


def fault_in_code(scheme: str, code: str) -> str:
    """Say what is wrong with a code; an empty string where it is sound or where there is none.

    >>> fault_in_code("lei", "549300UNKNOWN0000000"), fault_in_code("cusip", "037833101"), fault_in_code("figi", "-")
    ("LEI '549300UNKNOWN0000000' fails its check digits", "CUSIP '037833101' fails its check digit", '')
    """
    if is_blank(code) or canonical(scheme, code):
        return ""
    name = scheme.upper() if scheme in _CHECKED | {"cik"} else scheme
    plain = code.strip().upper().replace(" ", "")
    if scheme not in _CHECKED or not _has_form(scheme, plain):
        return f"{name} {code.strip()!r} does not have the form of one"
    return f"{name} {code.strip()!r} fails its check digit{'s' if scheme == 'lei' else ''}"


def _has_form(scheme: str, code: str) -> bool:
    forms = {"lei": _LEI, "isin": _ISIN, "cusip": _CUSIP, "sedol": _SEDOL, "figi": _FIGI}
    return bool(forms[scheme].fullmatch(code))


def cusip_of_isin(isin: str) -> str:
    """Return the CUSIP that a sound ISIN of the United States or Canada contains, else "".

    >>> cusip_of_isin("US0378331005"), cusip_of_isin("DE0007236101")
    ('037833100', '')
    """
    body = isin[2:11]
    return body if isin[:2] in _NATIONAL and _is_cusip(body) else ""


def isin_of_cusip(cusip: str, country: str) -> str:
    """Return the ISIN of a CUSIP whose security is of the United States or Canada, else "".

    A CUSIP does not tell its country; one that begins with a letter belongs to another country (CINS).

    >>> isin_of_cusip("037833100", "US"), isin_of_cusip("G0177J108", "US")
    ('US0378331005', '')
    """
    if country not in _NATIONAL or not _is_cusip(cusip) or not cusip[0].isdigit():
        return ""
    return f"{country}{cusip}{luhn_digit(country + cusip)}"


def sedol_of_isin(isin: str) -> str:
    """Return the SEDOL that a sound ISIN of the United Kingdom contains, else "".

    >>> sedol_of_isin("GB0002634946"), sedol_of_isin("US0378331005")
    ('0263494', '')
    """
    return isin[4:11] if isin.startswith("GB00") and _is_sedol(isin[4:11]) else ""
