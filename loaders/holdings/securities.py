"""The security of a row of a list of holdings: named by its strongest code, its sound codes with it."""

from __future__ import annotations

import re

from themegraph.graph.claim import Entity, digest
from themegraph.loaders.holdings.portfolio import Position
from themegraph.ontology.codes import canonical, cusip_of_isin, fault_in_code, is_blank, sedol_of_isin
from themegraph.ontology.entry import ID_BASE
from themegraph.ontology.tickers import Symbol

_SCHEMES = ("isin", "cusip", "sedol", "figi")
_FAMILY = f"{ID_BASE}security/"
_LONGEST = 200


def sound_codes(position: Position) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the codes of a row that have the form and check digit of their scheme, and what is wrong with the others.

    An ISIN of the United States or Canada tells its CUSIP, one of the United Kingdom its SEDOL.
    """
    given = {scheme: getattr(position, scheme) for scheme in (*_SCHEMES, "lei")}
    given = {scheme: code for scheme, code in given.items() if code and not is_blank(code)}
    sound = {scheme: found for scheme, code in given.items() if (found := canonical(scheme, code))}
    faults = tuple(f"{fault_in_code(scheme, code)}; left out" for scheme, code in given.items() if scheme not in sound)
    if "isin" in sound:
        for scheme, told in (("cusip", cusip_of_isin(sound["isin"])), ("sedol", sedol_of_isin(sound["isin"]))):
            if told:
                sound.setdefault(scheme, told)
    return sound, faults


def security_entity(position: Position, codes: dict[str, str], symbol: Symbol | None, issuer: str = "") -> Entity:
    """Return the security of a row.

    Its IRI is made from ISIN, else CUSIP, SEDOL, FIGI, else country and ticker with the issuer, else the name. An option
    bears the code of what it is on, so it takes its side into the IRI and no code with it. `issuer` is the issuer's IRI.
    """
    label = (
        " ".join((position.title or position.name).split())[:_LONGEST]
        or position.ticker.strip()
        or next(iter(codes.values()), "unnamed")
    )
    side = position.side if position.side in {"put", "call"} else ""
    identifiers = {scheme: codes[scheme] for scheme in _SCHEMES if scheme in codes}
    if symbol is not None:
        identifiers["symbol"] = position.ticker.strip()
    if side:
        label, identifiers = f"{label} ({side})", {}
    slug = "-".join(part for part in (_slug(position, codes, symbol, issuer), side) if part)
    return Entity(_FAMILY + slug, label, "Security", (), False, tuple(sorted(identifiers.items())))


def _slug(position: Position, codes: dict[str, str], symbol: Symbol | None, issuer: str) -> str:
    for scheme in _SCHEMES:
        if scheme in codes:
            return f"{scheme}-{_plain(codes[scheme])}"
    if symbol is not None and symbol.country and issuer:
        return f"{symbol.country.lower()}-{_plain(symbol.symbol)}-{issuer.rpartition('/')[2]}"
    name = " ".join((position.title or position.name).casefold().split())
    ticker = symbol.symbol if symbol is not None else ""
    return f"x-{_plain(name)[:60].strip('-') or 'name'}-{digest(name, ticker)[:8]}"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
