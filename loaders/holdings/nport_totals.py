"""Whether the positions of an N-PORT report add up to what it says of the fund as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from themegraph.loaders.holdings.form_fields import FormFields, counted
from themegraph.loaders.holdings.portfolio import Position

_TOLERANCE = Decimal("0.02")  # of net assets: receivables and payables are no positions
_WEIGHT = Decimal("0.05")  # in hundredths, as forms round
_FUND = "formData.fundInfo."


def total_notes(fields: FormFields, positions: Sequence[Position]) -> Iterator[str]:
    """Yield what does not add up: values beside net and total assets, weights beside each value's share.

    Positions and cash should come to something between net and total assets; a fund that owes money holds more than
    its net assets.
    """
    net, total = fields.number(_FUND + "netAssets"), fields.number(_FUND + "totAssets")
    cash = fields.number(_FUND + "cshNotRptdInCorD") or Decimal(0)
    if net is None:
        yield "The report does not give the fund's net assets, so its weights are not checked."
        return
    held = sum((position.amount for position in positions if position.amount is not None), Decimal(0))
    least, most = min(net, total if total is not None else net), max(net, total if total is not None else net)
    if not least - abs(net) * _TOLERANCE <= held + cash <= most + abs(net) * _TOLERANCE:
        yield (
            f"The positions ({_money(held)}) and cash ({_money(cash)}) do not come to the fund's assets: "
            f"{_money(net)} net, {_money(total) if total is not None else 'no total'}."
        )
    off = [position for position in positions if _is_off(position, net)]
    if off:
        yield (
            f"The weights of {len(off):,} of {counted(len(positions), 'position')} are not their value's share of net assets, "
            f"{_money(net)}."
        )


def _is_off(position: Position, net: Decimal) -> bool:
    if position.weight is None or position.amount is None:
        return False
    return net == 0 or abs(position.amount / net * 100 - position.weight) > _WEIGHT


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f} USD"
