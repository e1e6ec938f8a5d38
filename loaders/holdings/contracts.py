"""Derivatives in Form N-PORT: which side a fund is on, and what the contract is about."""

from __future__ import annotations

from collections.abc import Iterator

from themegraph.loaders.holdings.form_fields import RowFields

_INFO = "derivativeInfo."
_ASSETS = frozenset({"DCO", "DCR", "DE", "DFE", "DIR", "DO"})
# What the note of a contract tells, by the last part of the fields' paths; the first that is there.
_TELLS = (
    ("on {}", ("issueTitle", "issuerName", "indexName", "nestedDerivDesc")),
    ("notional {}", ("notionalAmt",)),
    ("strike {}", ("exercisePrice",)),
    ("until {}", ("expDt", "expDate", "terminationDt", "settlementDt")),
)


def is_contract(row: RowFields) -> bool:
    """Tell whether a position is a derivative, not a share or bond."""
    asset = row.text("assetCat", "assetConditional@assetCat").upper()
    return asset in _ASSETS or any(name.startswith(_INFO) for name in row.values)


def contract_side(row: RowFields) -> str:
    """Return how a contract differs from a security held long: "short", "put", "call", "written put", "written call"."""
    option = _last(row, "putOrCall").casefold()
    if option in {"put", "call"}:
        return f"written {option}" if _last(row, "writtenOrPur").casefold() == "written" else option
    profile = _last(row, "payOffProf") or row.text("payoffProfile")
    return "short" if profile.casefold() == "short" else ""


def contract_note(row: RowFields) -> Iterator[str]:
    """Yield what a contract is about: with whom, on what, for how much, until when."""
    party = _last(row, "counterpartyName") or row.text("name")
    lei = _last(row, "counterpartyLei") or (row.text("lei") if party == row.text("name") else "")
    if party and party != row.text("title"):
        yield f"with {party}" + (f" (LEI {lei})" if lei else "")
    for words, names in _TELLS:
        value = next((value for name in names if (value := _last(row, name))), "")
        if value:
            yield words.format(value) + (_currency(row) if names == ("notionalAmt",) else "")


def _currency(row: RowFields) -> str:
    """Return the currency that stands beside a contract's notional amount."""
    found = (name for name in row.values if name.startswith(_INFO) and name.endswith(".notionalAmt"))
    code = next((row.text(f"{name.removesuffix('notionalAmt')}curCd") for name in found), "")
    return f" {code}" if code else ""


def _last(row: RowFields, ending: str) -> str:
    """Return the first value of the contract itself whose path ends so."""
    found = (value for name, value in row.values.items() if name.startswith(_INFO) and _ends(name, ending))
    return next(found, "")


def _ends(name: str, ending: str) -> bool:
    return name.rpartition(".")[2].partition("@")[0].partition("[")[0] == ending or name.endswith(f"@{ending}")
