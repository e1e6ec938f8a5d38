"""An N-PORT report: what it says of the fund, and its positions by the kind of instrument."""

from __future__ import annotations

from collections.abc import Iterator

from themegraph.loaders.readers.sec_xml.sheets import Draft, field_draft
from themegraph.loaders.readers.sec_xml.trees import (
    Element,
    Field,
    Places,
    cells_of,
    child,
    children,
    descendants,
    fields_of,
    local,
)

_LEADING = (
    *("name", "lei", "title", "cusip", "identifiers.isin@value", "identifiers.ticker@value", "balance", "units"),
    *("curCd", "valUSD", "pctVal", "payoffProfile", "assetCat", "issuerCat", "invCountry"),
)
_KINDS = {
    "fwdDeriv": "forwards",
    "futrDeriv": "futures",
    "swapDeriv": "swaps",
    "optionSwaptionWarrantDeriv": "options, swaptions and warrants",
    "othDeriv": "other derivatives",
}
_SECURITIES = "positions"
_ROW = "invstOrSec"


def drafts(root: Element) -> Iterator[Draft]:
    """Yield the fund's own fields, then a sheet for each kind of instrument; a row bears its number in the form."""
    places = Places()
    fields: list[Field] = list(fields_of(root, places, without=frozenset({_ROW, "signature"})))
    signature = next(descendants(root, "signature"), None)
    if signature is not None:
        fields += fields_of(signature, places, "formData.signature")
    yield field_draft(fields)
    sheets = {name: Draft(name, _LEADING) for name in (_SECURITIES, *_KINDS.values())}
    for number, position in enumerate(descendants(root, _ROW), start=1):
        sheets[_kind(position)].add(cells_of(position), places.of(position), number)
    yield from sheets.values()


def _kind(position: Element) -> str:
    """Return the sheet of a position: that of its contract, or of securities where it is none."""
    contract = child(position, "derivativeInfo")
    inside = children(contract) if contract is not None else []
    return _KINDS.get(local(inside[0]), "other derivatives") if inside else _SECURITIES
