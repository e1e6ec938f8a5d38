"""From sentences to units: annotations put together, citations found, definitions' heads and joined units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from themegraph.graph.claim import Entity
from themegraph.loaders.clean import Clean
from themegraph.loaders.extraction.citations import Cited, find_citations
from themegraph.loaders.extraction.fitting import may_fit
from themegraph.loaders.extraction.leads import leads_of, topics_of
from themegraph.loaders.extraction.lexicon import Mention
from themegraph.loaders.extraction.rules import Rule
from themegraph.loaders.extraction.second_verbs import goes_on, hidden_spans
from themegraph.loaders.extraction.sentences import Sentence
from themegraph.loaders.extraction.speakers import reference_of, speaker_of
from themegraph.loaders.extraction.unit import Annotation, Citation, Source, Span, Unit, encode
from themegraph.loaders.extraction.values import Figure

# headings only say what follows is about
_LONGEST_JOINED = 20_000  # characters of a joined unit
_SILENT = frozenset({"heading", "title", "attribution", "question"})
_AFTER_NAME = re.compile(r"\s*\((?:[^()]{0,30}:)?\s*(?:the )?[“\"‘]?")
_CLOSING = re.compile(r"(?: [A-Z]{2})?[”\"’]?\)")
# the comma that ends “, or FOO,” before a verb
_CLOSING_COMMA = re.compile(
    r",\s+(?!(?:and|or|which|who|that|a|an|the|to|in|for|with|as|by|based|from|our|its)\b)[a-z]"
)
_Placed = TypeVar("_Placed", Annotation, Citation)
_OR = re.compile(r",? (?:or|i\.e\.,?) [“\"‘]?|, (?:also )?known as ")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what was found in it."""

    sentence: Sentence
    clean: Clean
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]


def annotations_of(line: Line) -> list[Annotation]:
    """Return mentions and figures without overlap: the longer wins, of equals the mention."""
    taken: list[Annotation] = []
    covered = bytearray(len(line.clean.text))
    ordered: list[Annotation] = sorted(
        [*line.mentions, *line.figures], key=lambda a: (a.start - a.end, isinstance(a, Figure), a.start)
    )
    for annotation in ordered:
        if not any(covered[annotation.start : annotation.end]):
            covered[annotation.start : annotation.end] = b"\1" * (annotation.end - annotation.start)
            taken.append(annotation)
    return sorted(taken, key=lambda a: a.start)


def find_line(
    sentence: Sentence,
    clean: Clean,
    mentions: tuple[Mention, ...],
    figures: tuple[Figure, ...],
    references: Sequence[Cited],
) -> Line:
    """Put a sentence together with its citations; a reference entry cites nothing."""
    citations = () if sentence.block.kind == "reference" else find_citations(clean.text, mentions, references)
    return Line(sentence, clean, mentions, figures, citations)


def head_of(line: Line) -> Entity | None:
    """Return the thing that “Term: text” defines, where a mention is the whole term."""
    colon = line.clean.text.find(":")
    if not 0 < colon <= 80:
        return None
    term = line.clean.text[:colon]
    return next(
        (
            m.entity
            for m in line.mentions
            if m.start <= len(term) - len(term.lstrip("Tthe ")) and m.end == len(term.rstrip())
        ),
        None,
    )


def units_of(
    lines: Sequence[Line],
    references: Sequence[Cited] = (),
    rules: Sequence[Rule] | None = None,
    spoken: Entity | None = None,
) -> Iterator[Unit]:
    """Yield a unit for each sentence that states something, then joined ones: blocks, and questions with their answers.

    With `rules`, only those joined units that a rule could fit; `spoken` is the company that the document's title opens with.
    """
    head: Entity | None = None
    block = None
    listed = {cited.parsed.block.start: cited for cited in references}
    leads, topics = leads_of(lines), topics_of(lines, spoken)
    for index, line in enumerate(lines):
        if line.sentence.block != block:
            block, head = line.sentence.block, head_of(line)
        if line.sentence.block.start in listed:
            yield _reference_unit(line, listed[line.sentence.block.start])
        elif line.sentence.block.kind == "quotation":
            yield _quoted_unit(line, lines, index, references)
        elif line.sentence.block.kind not in _SILENT:
            lead = leads.get(line.sentence.block.start)
            follows = index > 0 and lines[index - 1].sentence.block == line.sentence.block
            yield replace(_unit([line], "sentence", head, lead=lead), topic=topics[index], follows=follows)
            found = annotations_of(line) if goes_on(line.clean.text) else []
            for spans in hidden_spans(line.clean.text, found):
                yield replace(_unit([line], "sentence", head, hidden=spans), lead=lead, mentions=())
    yield from _joined(lines, rules)


def unit_of(line: Line) -> Unit:
    """Encode one sentence, also of a block that states nothing in words, such as a heading."""
    return _unit([line], "sentence", None)


def _reference_unit(line: Line, cited: Cited) -> Unit:
    """Encode a reference's title alone; what else the entry says is its structure's."""
    first, last = cited.parsed.title_span
    title = Span(*(sum(1 for offset in line.clean.offsets[:-1] if offset < bound) for bound in (first, last)))
    rest = [Span(start, end) for start, end in ((0, title.start), (title.end, len(line.clean.text))) if end > start]
    source = Source(cited.publisher, cited.id, "", title if title.end > title.start else None)
    return replace(_unit([line], "sentence", None, hidden=rest), source=source)


def _quoted_unit(line: Line, lines: Sequence[Line], index: int, references: Sequence[Cited]) -> Unit:
    """Encode a sentence that the document quotes: its speaker claims it."""
    speaker = speaker_of(lines, index)
    cited = reference_of(speaker, line.clean.text, references)
    return replace(
        _unit([line], "sentence", None),
        source=Source(speaker, cited.id if cited else "", speaker.label if speaker else "", None),
    )


def _joined(lines: Sequence[Line], rules: Sequence[Rule] | None) -> Iterator[Unit]:
    wanted = [rule for rule in rules if rule.unit != "sentence"] if rules is not None else None
    by_block: dict[int, list[Line]] = {}
    for line in lines:
        by_block.setdefault(line.sentence.block.start, []).append(line)
    blocks = list(by_block.values())
    for index, group in enumerate(blocks):
        kind = group[0].sentence.block.kind
        if len(group) > 1 and kind not in _SILENT and _short(group) and _may_fit(wanted, "block", group):
            yield _unit(group, "block", None)
        following = blocks[index + 1] if index + 1 < len(blocks) else []
        if kind == "question" and following and following[0].sentence.block.kind == "answer":
            whole = [*group, *following]
            if _short(whole) and _may_fit(wanted, "qa", whole):
                yield _unit(whole, "qa", None, mark_after=len(group))


def _short(lines: Sequence[Line]) -> bool:
    """Whether lines may be one unit; patterns take the square of its length, and no pattern spans so much."""
    return sum(len(line.clean.text) for line in lines) <= _LONGEST_JOINED


def _may_fit(rules: Sequence[Rule] | None, kind: str, lines: Sequence[Line]) -> bool:
    return rules is None or may_fit(rules, kind, " ¶ ".join(line.clean.text for line in lines))


def _unit(
    lines: Sequence[Line],
    kind: str,
    head: Entity | None,
    mark_after: int = 0,
    hidden: Sequence[Span] = (),
    lead: Entity | None = None,
) -> Unit:
    text, parts = "", []
    annotations: list[Annotation] = []
    citations: list[Citation] = []
    for number, line in enumerate(lines):
        if text:
            text += " ¶ " if number == mark_after else " "
        shift = len(text)
        parts.append((shift, line.clean))
        annotations += _shifted(annotations_of(line), shift)
        citations += _shifted(line.citations, shift)
        text += line.clean.text
    tickers = [*_tickers(text, annotations), *hidden]
    return encode(
        text,
        parts,
        lines[-1].sentence.block,
        annotations,
        hidden=citations,
        also_hidden=tickers,
        head=head,
        kind=kind,
        lead=lead,
    )


def _shifted(found: Sequence[_Placed], shift: int) -> Iterable[_Placed]:
    return [replace(a, start=a.start + shift, end=a.end + shift) for a in found] if shift else found


def _tickers(text: str, annotations: Sequence[Annotation]) -> list[Span]:
    """Return the parentheses that only give a name's ticker or other name, so that patterns look past them."""
    out = []
    for first, second in _neighbours(annotations):
        if not (isinstance(first, Mention) and isinstance(second, Mention) and first.entity == second.entity):
            continue
        between = text[first.end : second.start]
        if _AFTER_NAME.fullmatch(between) and (close := _CLOSING.match(text, second.end)):
            out.append(Span(text.index("(", first.end), close.end()))
        elif _OR.fullmatch(between):
            comma = _CLOSING_COMMA.match(text, second.end)
            out.append(Span(first.end, second.end + 1 if comma else second.end))
    return out


def _neighbours(annotations: Sequence[Annotation]) -> Iterator[tuple[Annotation, Annotation]]:
    """Yield each annotation with the next one, and with the one behind an exchange: "Foo (NYSE: F)"."""
    for index, first in enumerate(annotations[:-1]):
        following = annotations[index + 1]
        yield first, following
        if isinstance(following, Mention) and following.entity.type == "Exchange" and index + 2 < len(annotations):
            yield first, annotations[index + 2]
