"""Lists of names behind the label of a layer: “Sensors: Foo and Bar”, “**Mining.** Foo, Bar and Baz dig the ore.”"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from themegraph.graph.claim import Entity
from themegraph.loaders.extraction.context import Context
from themegraph.loaders.extraction.draft import Draft
from themegraph.loaders.extraction.filing_tables import table_draft
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.units import Line
from themegraph.loaders.extraction.wordlists import alternatives, vocabulary

_LISTS = vocabulary("tables")
_LABEL = re.compile(r"[*_\s]*(?P<label>[^\W_][^:.;!?|(]{1,60}?)[*_\s]*(?::|\s[—–])[*_\s]+(?=\S)")
_BOLD = re.compile(r"(?:[-*+•]\s+|\d+[.)]\s+)?(?:\*\*|__)[^*_]{2,60}[.:]?(?:\*\*|__)")
LABELS = re.compile(rf"(?<![\w-])(?:{alternatives(_LISTS['no_layers'])})(?![\w-])|[$€£%\d]", re.IGNORECASE)
DOUBTFUL = re.compile(
    rf"(?<![\w-])(?:{alternatives(map(str, _LISTS['doubtful']))}|may|might|could)(?![\w-])|n['’]t\b|\?", re.IGNORECASE
)
_JOIN = re.compile(r"(?:\s*\([^()]{1,60}\))?(?:,\s+(?:and\s+)?|;\s+(?:and\s+)?|\s+(?:and|&|/)\s+)")
_REST = re.compile(r"(?:\s*\([^()]{1,60}\))?[\s.]*")
_LAST = re.compile(r"(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+)[\w&.’'-]+(?:\s[\w&.’'-]+){0,2}\.?\s*")
_ACTS = re.compile(rf"\s+(?:{alternatives(_LISTS['makes'])})(?![\w-])[^.;]*(?P<end>[.;]|$)", re.IGNORECASE)
_PARTIES = frozenset({"Company", "Name"})
_LONGEST = 6  # words of a label


def labelled_drafts(lines: Sequence[Line], text: str, context: Context) -> list[Draft]:
    """Return what lists behind labels say; labels that nothing knows count where the document has two lists or more."""
    found = list(_drafts(lines, text, context))
    several = context.theme is not None or len({draft.object for draft in found}) > 1
    return [draft for draft in found if several or getattr(draft.object, "resolved", False)]


def _drafts(lines: Sequence[Line], text: str, context: Context) -> Iterator[Draft]:
    """Yield what lists behind labels say: that each company of the list supplies what the label names.

    A label that names a company, a role or a time is none; neither is one before a single name with more words behind it.
    """
    for index, line in enumerate(lines):
        block = line.sentence.block
        if block.kind not in {"bullet", "paragraph"} or context.page(block.section) is not None:
            continue
        label, start = _label(lines, index, text)
        if not label or DOUBTFUL.search(line.clean.text):
            continue
        names = _names(line, start)
        ware = _ware(line, lines, index, label, context)
        if ware is not None:
            for party in names:
                yield table_draft("supplies", _company(party), ware, line, "labelled-list", {})


def _company(entity: Entity) -> Entity:
    return replace(entity, type="Company") if entity.type == "Name" else entity


def _label(lines: Sequence[Line], index: int, text: str) -> tuple[str, int]:
    """Return the label of a line and where its list begins; no label where there is none."""
    line = lines[index]
    block = line.sentence.block
    before = lines[index - 1] if index else None
    if match := _LABEL.match(line.clean.text):
        return _checked(match["label"]), match.end()
    if before is not None and before.sentence.block.start == block.start and _BOLD.match(text, block.start):
        first = index < 2 or lines[index - 2].sentence.block.start != block.start
        return (_checked(before.clean.text.strip(" *_.:")), 0) if first else ("", 0)
    return "", 0


def _checked(label: str) -> str:
    return "" if len(label.split()) > _LONGEST or LABELS.search(label) else label.strip(" *_")


def _ware(line: Line, lines: Sequence[Line], index: int, label: str, context: Context) -> Entity | None:
    """Return what a label names: a known layer or technology that is all of it, else a technology of its own."""
    mentions = [*line.mentions, *(lines[index - 1].mentions if index else ())]
    whole = next((m.entity for m in mentions if m.text.casefold() == label.casefold()), None)
    if whole is not None:
        return whole if whole.type in {"Layer", "Technology", "Product"} else None
    if any(
        m.entity.type in {"Company", "Fund", "ExchangeTradedFund", "Index", "Place", "Country"} and m.text in label
        for m in mentions
    ):
        return None
    return context.named("Technology", label[0].lower() + label[1:] if label[1:].islower() else label)


def _names(line: Line, start: int) -> list[Entity]:
    """Return the companies that a list, or each of its clauses, begins with."""
    text = line.clean.text
    parties = [m for m in line.mentions if m.start >= start and m.entity.type in _PARTIES and m.how != "ticker"]
    found: list[Entity] = []
    position = start
    while position < len(text):
        members, end = list_at(text, parties, position)
        if not members:
            break
        if _REST.fullmatch(text, end):
            return [*found, *(m.entity for m in members)]
        if len(members) > 1 and _LAST.fullmatch(text, end):  # the last of the names is one that nothing knows
            return [*found, *(m.entity for m in members)]
        verb = _ACTS.match(text, end)
        if verb is None:
            break
        found += [m.entity for m in members]
        position = verb.end() + (len(text[verb.end() :]) - len(text[verb.end() :].lstrip()))
    return found


def list_at(text: str, parties: Sequence[Mention], position: int) -> tuple[list[Mention], int]:
    """Return the names that stand one behind the other from a place on, and where they end."""
    members: list[Mention] = []
    for mention in parties:
        if mention.start == position:
            members.append(mention)
            join = _JOIN.match(text, mention.end)
            if join is None or not any(m.start == join.end() for m in parties):
                return members, mention.end
            position = join.end()
    return members, members[-1].end if members else position
