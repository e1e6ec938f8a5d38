"""An N-CEN report: the registrant, its funds, their advisers, custodians, share classes and exchanges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    value_of,
)

_FUND = ("mgmtInvFundName", "mgmtInvSeriesId", "mgmtInvLei")
# the elements that make a sheet of their own, inside a fund
_PARTS = {
    "investmentAdviser": "advisers",
    "subAdviser": "sub-advisers",
    "custodian": "custodians",
    "sharesOutstanding": "share classes",
}
_TRADED = ("fundName", "etfSeriesId")


def drafts(root: Element) -> Iterator[Draft]:
    """Yield the registrant's own fields, its funds, and what belongs to each fund with the fund's name and number."""
    places = Places()
    yield field_draft(_registrant(root, places))
    funds = Draft("funds", _FUND)
    parts = {name: Draft(sheet, _FUND) for name, sheet in _PARTS.items()}
    for fund in descendants(root, "managementInvestmentQuestion"):
        funds.add(_own(fund), places.of(fund))
        key = {name: text for name in _FUND[:2] if (text := value_of(fund, name))}
        for name, draft in parts.items():
            for part in descendants(fund, name):
                draft.add(key | cells_of(part), places.of(part))
    yield funds
    yield from parts.values()
    yield _exchanges(root, places)


def _registrant(root: Element, places: Places) -> Iterator[Field]:
    """Yield what the filing says of itself and of the registrant, without the people and firms that serve it."""
    if (head := child(root, "headerData")) is not None:
        yield from fields_of(head, places, "headerData")
    form = child(root, "formData")
    for part in children(form) if form is not None else ():
        name = f"formData.{local(part)}"
        if local(part) == "registrantInfo":
            for each in children(part):
                yield from fields_of(each, places, f"{name}.{local(each)}") if not children(each) else ()
        elif local(part) in {"generalInfo", "signature"}:
            yield from fields_of(part, places, name)


def _own(fund: Element) -> Mapping[str, str]:
    """Return the values directly in a fund, and its types."""
    return {path: value for path, value in cells_of(fund).items() if "." not in path or path.startswith("fundTypes.")}


def _exchanges(root: Element, places: Places) -> Draft:
    """Return the exchanges on which the exchange-traded funds of the registrant are listed, and their symbols."""
    draft = Draft("exchanges", _TRADED)
    for fund in descendants(root, "exchangeTradedFund"):
        key = {name: text for name in _TRADED if (text := value_of(fund, name))}
        for listed in descendants(fund, "securityExchange"):
            draft.add(key | cells_of(listed), places.of(listed))
    return draft
