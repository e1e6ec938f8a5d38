"""Whether the values of a 13F table are dollars or thousands of dollars, by the rule of its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from themegraph.loaders.holdings.form_fields import FormFields
from themegraph.loaders.holdings.portfolio import Position

# Filings from this day on give dollars, so all filings for quarters that end with 2022 or later do.
DOLLARS_FROM, DOLLARS_FOR = date(2023, 1, 3), date(2022, 12, 31)
_LEAST, _MOST = Decimal(1), Decimal(5_000)  # what half of a list's shares cost, in dollars
_THOUSAND, _DOLLAR = Decimal(1000), Decimal(1)
_DOUBTFUL = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Scale:
    """What a table's values are multiplied with to give dollars; `sure` where a day decides, `why` says how."""

    factor: Decimal
    why: str
    sure: bool = True

    @property
    def confidence(self) -> Decimal:
        """The confidence of the claims: less where nothing tells what the values are."""
        return Decimal(1) if self.sure else _DOUBTFUL


def scale_of(fields: FormFields, period: date | None) -> Scale:
    """Return the scale of a filing's values: by its day of filing, else by its quarter, else dollars in doubt."""
    filed = fields.filed or fields.signed
    if filed == period and fields.signed is None:  # a day that was given for the quarter, not for the filing
        filed = None
    if filed is not None:
        return _by_day(filed >= DOLLARS_FROM, f"the filing is of {filed.isoformat()}")
    if period is not None:
        return _by_day(
            period >= DOLLARS_FOR, f"the quarter ended on {period.isoformat()}; the day of filing is unknown"
        )
    return Scale(_DOLLAR, "neither the day of filing nor the quarter is known", sure=False)


def _by_day(dollars: bool, why: str) -> Scale:
    return Scale(_DOLLAR if dollars else _THOUSAND, why)


def scale_notes(scale: Scale, positions: Sequence[Position]) -> Iterator[str]:
    """Yield how values were taken where it is not plain, and whether the cost of a share speaks against it."""
    costs = [
        position.amount / position.shares
        for position in positions
        if position.amount is not None and position.shares and not position.side
    ]
    middle = median(costs) if costs else None
    shown = f"half of the rows then come to less than {middle:,.2f} USD a share" if middle is not None else ""
    unlikely = middle is not None and not _LEAST <= middle <= _MOST
    if not scale.sure:
        fits = (
            f" ({shown}{', so they may be thousands' if unlikely and middle < _LEAST else ''})"
            if middle is not None
            else ""
        )
        yield (
            f"Values are taken as dollars{fits}, but {scale.why}, and before {DOLLARS_FROM.isoformat()} they were thousands "
            "of dollars: give the day of filing as `date` in the metadata."
        )
    elif scale.factor == _THOUSAND:
        yield f"Values are given in thousands of dollars, as {scale.why}" + (_against(shown) if unlikely else ".")
    elif unlikely:
        yield f"Values are taken as dollars, as {scale.why}" + _against(shown)


def _against(shown: str) -> str:
    return f"; but {shown}, so the filer may have given them otherwise."
