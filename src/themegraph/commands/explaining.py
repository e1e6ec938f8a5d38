"""What `themegraph extract --explain` prints: a document's sentences with what was found in them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from themegraph.commands.console import note, write
from themegraph.queries.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from themegraph.graph.claim import Claim
    from themegraph.loaders.document import Document, Metadata
    from themegraph.loaders.extraction.explained import Explained
    from themegraph.loaders.extraction.trace import Attempt
    from themegraph.loaders.extraction.unit import Annotation
    from themegraph.loaders.mapping.model import Mapping
    from themegraph.loaders.sources import Candidate
    from themegraph.loaders.tables.explained import ExplainedRow

SHOWN = 15  # attempts that failed, in the form for people
_COLOURS = {"mention": "36", "figure": "33", "claim": "32", "rule": "1", "quiet": "2"}


def explain_document(
    candidate: Candidate,
    options: argparse.Namespace,
    given: Metadata,
    rules: tuple[Path, ...],
    mappings: Sequence[Mapping] = (),
) -> None:
    """Read one document and print its sentences, or those asked for with their attempts."""
    from themegraph.loaders.extraction.engine import work
    from themegraph.loaders.extraction.explained import explained, explained_sentences, sentence_json
    from themegraph.loaders.mapping.files import mapping_for
    from themegraph.loaders.reading import read_document
    from themegraph.loaders.rulesets import rules_with
    from themegraph.loaders.sources import DEFAULT_MAX_BYTES

    mapping = mapping_for(candidate, mappings)
    document = read_document(candidate, given=given, max_bytes=options.max_bytes or DEFAULT_MAX_BYTES)
    if document.sheets or mapping is not None:
        _explain_rows(document, options, mapping)
        return
    extraction = work(document, rules=rules_with(rules))
    if options.sentence is None and options.at is None:
        sentences = explained(extraction)
    else:
        sentences = explained_sentences(extraction, options.sentence or "", options.at)
    if options.format == "json":
        content = {"document": candidate.name, "sentences": [sentence_json(each) for each in sentences]}
        write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return
    for sentence in sentences:
        _write(sentence_text(sentence, colour=_colourful()))


def _explain_rows(document: Document, options: argparse.Namespace, mapping: Mapping | None) -> None:
    """Print the rows of a document of data, or those asked for, with their claims and what was noted."""
    from themegraph.loaders.mapping.interpret import mapped_reading
    from themegraph.loaders.tables.explained import explained_rows, row_json
    from themegraph.loaders.tables.interpret import interpret
    from themegraph.ontology.registry import load_registry

    reading = interpret(document) if mapping is None else mapped_reading(document, mapping, load_registry())
    rows = explained_rows(document, reading, options.sentence or "", options.at)
    if options.format == "json":
        content = {"document": document.name, "notes": reading.source.notes, "sentences": list(map(row_json, rows))}
        write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        return
    for row in rows:
        _write(row_text(row, colour=_colourful()))
    for said in reading.source.notes:
        note(f"note: {said}")


def row_text(row: ExplainedRow, *, colour: bool = False) -> str:
    """Return a row with its place in the file, and below it its claims."""
    place = _painted(printable(f"{row.number}  {row.start}-{row.end}  {row.place}"), "quiet", colour)
    return "\n".join([place, f"  {printable(row.words)}", *(_claim_row(each, colour) for each in row.claims)]) + "\n\n"


def _colourful() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str) -> None:
    """Write text whose only control characters are our own colours."""
    sys.stdout.write(text)


def sentence_text(sentence: Explained, *, colour: bool = False) -> str:
    """Return a sentence with mentions in [ ] and figures in { }, and below it what they and the claims are."""
    from themegraph.loaders.extraction.explained import value_of
    from themegraph.loaders.extraction.values import Figure

    place = f"{sentence.number}  {sentence.start}-{sentence.end}  {sentence.kind}"
    lines = [_painted(place, "quiet", colour), f"  {_marked(sentence, colour)}"]
    for found in sentence.found:
        if isinstance(found, Figure):
            lines.append(_row("figure", found.text, f"{found.kind} {value_of(found)}", colour))
        else:
            same = "" if found.entity.label == found.text else f" = {found.entity.label}"
            lines.append(_row("mention", found.text, f"{found.entity.type or 'Name'} by {found.how}{same}", colour))
    lines += [_claim_row(claim, colour) for claim in sentence.claims]
    return "\n".join([*lines, *_attempt_rows(sentence.attempts, colour)]) + "\n\n"


def _marked(sentence: Explained, colour: bool) -> str:
    from themegraph.loaders.extraction.values import Figure

    parts, at = [], 0
    for found in sentence.found:
        kind, marks = ("figure", "{}") if isinstance(found, Figure) else ("mention", "[]")
        parts += [
            printable(sentence.text[at : found.start]),
            _painted(marks[0] + _text(found) + marks[1], kind, colour),
        ]
        at = found.end
    return "".join([*parts, printable(sentence.text[at:])])


def _text(found: Annotation) -> str:
    return printable(found.text)


def _row(kind: str, words: str, what: str, colour: bool) -> str:
    return f"    {_painted(f'{kind:<8}', kind, colour)}{printable(words)}: {printable(what)}"


def _claim_row(claim: Claim, colour: bool) -> str:
    said = f"{claim.subject.label} | {claim.predicate} | {claim.object.label}"
    more = " ".join(f"{key}={getattr(value, 'label', value)}" for key, value in claim.qualifiers.items())
    what = " ".join(f"{said} {more}".split())
    return f"    {_painted('claim   ', 'claim', colour)}{printable(what)} ({claim.status}, {claim.extractor})"


def _attempt_rows(attempts: tuple[Attempt, ...], colour: bool) -> list[str]:
    failed = [attempt for attempt in attempts if not attempt.matched]
    shown = [attempt for attempt in attempts if attempt.matched] + failed[:SHOWN]
    lines = [_attempt_row(attempt, colour) for attempt in shown]
    hidden = len(failed) - SHOWN
    return [*lines, f"    and {hidden} further rules (--format json lists them)"] if hidden > 0 else lines


def _attempt_row(attempt: Attempt, colour: bool) -> str:
    verdict = "matched" if attempt.matched else f"{attempt.share:.0%}"
    return f"    {verdict:<8}{_painted(attempt.rule, 'rule', colour)}: {printable(attempt.reason)}"


def _painted(text: str, kind: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text
