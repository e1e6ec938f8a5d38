"""What --help prints of the questions of the library."""

from __future__ import annotations

from collections.abc import Iterator

from themegraph.queries.header import Parameter, Question, questions


def ask_manual() -> str:
    """Return every question with its summary, by topic; those that the ontology is tested with are left out."""
    listed = [each for each in questions() if each.topic != "competency"]
    wide = max((len(each.name) for each in listed), default=0)
    lines: list[str] = []
    topic = ""
    for each in listed:
        if each.topic != topic:
            topic = each.topic
            lines += ["", topic]
        lines.append(f"  {each.name:{wide}}  {each.summary}")
    return "\n".join(lines).strip()


def question_manual(asked: Question) -> str:
    """Return what a question asks, its parameters and columns, and an example."""
    return "\n".join(_manual(asked))


def _manual(asked: Question) -> Iterator[str]:
    yield f"{asked.name}: {asked.summary}"
    if asked.description:
        yield asked.description
    yield ""
    for each in asked.parameters:
        yield f"  --{each.name} VALUE  {_kind(each)}"
    columns = [name for name in asked.columns if name != asked.evidence]
    yield f"  columns: {', '.join(columns)}"
    given = "".join(f' --{each.name} "{each.example}"' for each in asked.parameters if each.example)
    yield ""
    yield f"%ask {asked.name}{given}{' --evidence' if asked.evidence else ''}"


def _kind(parameter: Parameter) -> str:
    """Return what a parameter takes, and what holds without it."""
    kind = f"a name of a {' or '.join(parameter.classes)}" if parameter.kind == "entity" else f"a {parameter.kind}"
    default = f"{parameter.default} by default" if parameter.default else ""
    return "; ".join(each for each in (kind, default, parameter.description) if each)
