"""What a filing repeats or only seems to state: one figure read twice, and boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterable

from themegraph.loaders.extraction.draft import Draft

_FIGURES = frozenset({"performance", "growth"})
_SIZES = ("amount", "percent", "lowerBound", "upperBound", "quantity")
_TIMES = ("startDate", "periodText", "asOf")
_SECTION = re.compile(
    r"^(?:item 15\b.*|.*\bexhibit index|(?:index to )?exhibits?(?: and financial statement schedules)?|signatures?|.*forward[- ]looking (?:statements|information).*|"
    r"safe harbor.*|cautionary (?:note|statement).*|power of attorney|trademarks?|no offer or solicitation|where you can find .*)$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"incorporated (?:herein )?by reference|\bforward[- ]looking statements?\b|^\W*(?:Exhibit )?\d{1,2}\.\d{1,2}\W+[A-Z]|"
    r"actual results (?:may|could|to) differ|\bfiled (?:herewith|as Exhibit)|hereunto duly authorized",
)
_VAGUE = re.compile(
    r"(?:any|each|all|some|one|many) (?:or (?:more|all) )?of (?:the (?:above|foregoing|following)|these|those)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:margins?|rate|yield|ratio)\b", re.IGNORECASE)
_WHOLE = 100  # percent of a company's shares


def distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """Leave out what says again, less fully, a figure that another rule read in the same sentence, and stakes that are takeovers."""
    found = list(drafts)
    taken = {(id(d.unit), d.subject, d.object) for d in found if d.relation == "acquires"}
    best: dict[tuple[object, ...], Draft] = {}
    for draft in found:
        key = _figure(draft)
        if key is not None and (key not in best or _rank(draft) > _rank(best[key])):
            best[key] = draft
    repeated = {id(draft) for draft in _risks_told_twice(found)}
    return [
        draft
        for draft in found
        if id(draft) not in repeated
        and ((key := _figure(draft)) is None or best[key] is draft)
        and not _share_of_a_sum(draft)
        and not _boilerplate(draft)
        and not (
            draft.relation == "investsIn"
            and draft.qualifiers.get("stakePercent") == _WHOLE
            and (id(draft.unit), draft.subject, draft.object) in taken
        )
    ]


def _risks_told_twice(drafts: list[Draft]) -> Iterable[Draft]:
    """Yield risks that only point at others, and those whose words another reading of the sentence holds or is held by."""
    seen: dict[tuple[object, ...], list[Draft]] = {}
    for draft in sorted((d for d in drafts if d.relation == "risk"), key=_as_told):
        others = seen.setdefault((draft.unit.parts[0][1].pieces, draft.subject), [])
        words = str(getattr(draft.object, "value", ""))
        if _VAGUE.match(words) or any(
            words in (other := str(getattr(d.object, "value", ""))) or other in words for d in others
        ):
            yield draft
        else:
            others.append(draft)


def _as_told(draft: Draft) -> tuple[bool, bool, object]:
    """Order risks: those that begin as a sentence does, then those that stand without a known kind, then the surer ones."""
    begins = str(getattr(draft.object, "value", ""))[:1].isupper()
    return (not begins, draft.qualifiers.get("riskKind") != "maybe", -draft.confidence)


def _boilerplate(draft: Draft) -> bool:
    """Whether a draft was read in an exhibit list, a signature or the words that fence off forward-looking statements."""
    if draft.match is None:
        return False
    return bool(_SECTION.search(draft.unit.block.section) or _WORDS.search(draft.unit.text))


def _share_of_a_sum(draft: Draft) -> bool:
    """Whether a level in percent was read of what is no ratio: “net income was 2% higher” gives none."""
    return (
        draft.relation == "performance"
        and draft.rule.startswith("filing-figures/")
        and "percent" in draft.qualifiers
        and not _RATIO.search(str(draft.qualifiers.get("measure", "")))
    )


def _figure(draft: Draft) -> tuple[object, ...] | None:
    """Return what makes two drafts the same figure of the same thing, None for what is no figure of a sentence."""
    if draft.relation not in _FIGURES or draft.match is None:
        return None
    sizes = tuple(str(draft.qualifiers.get(key)) for key in _SIZES)
    # ranges are kept in words alone
    words = draft.qualifiers.get("valueText") if set(sizes) == {"None"} else ""
    return (draft.unit.parts[0][1].pieces, draft.relation, draft.subject, sizes, words)


def _rank(draft: Draft) -> tuple[object, ...]:
    """Rank by status (a plan is the more careful reading), period, qualifiers, then the shorter name of the measure."""
    measure = str(draft.qualifiers.get("measure", ""))
    timed = any(key in draft.qualifiers for key in _TIMES)
    return (draft.status != "asserted", timed, len(draft.qualifiers), -len(measure), draft.confidence, draft.rule)
