"""A question of the library: a SPARQL file whose first lines, `#+ key: value`, say what it asks and with what.

The folder tree is the tree of topics; the file's name is the question's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from themegraph.errors import RuleError, UsageError
from themegraph.queries.nearness import near_names
from themegraph.queries.tokens import Token, tokens_of

# The compiled loader is ten times as fast where PyYAML has it.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LIBRARY = Path(__file__).parent / "library"
MARK = "#+"
KEYS = frozenset({"summary", "description", "parameters", "evidence", "tags"})
PARAMETER_KEYS = frozenset({"name", "type", "class", "default", "example", "description"})
# Names of options that the command line gives to every question.
RESERVED = frozenset({"store", "format", "quiet", "deadline", "limit", "evidence", "known-by", "help"})

Kind = Literal["entity", "date", "string", "integer"]
KINDS: tuple[Kind, ...] = ("entity", "date", "string", "integer")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes; without one the question ranges over everything."""

    name: str
    kind: Kind
    classes: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    description: str = ""

    @property
    def variable(self) -> str:
        """Return the name of the query's variable that the value binds."""
        return self.name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the library; `evidence` names the column that holds the facts behind a row, or is empty."""

    name: str
    topic: str
    path: Path
    summary: str
    description: str
    text: str
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    evidence: str = ""
    tags: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Return the query without its header."""
        lines = self.text.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(MARK))

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by its name, or raise UsageError with the near ones."""
        for parameter in self.parameters:
            if name in (parameter.name, parameter.variable):
                return parameter
        known = [parameter.name for parameter in self.parameters]
        valid = ", ".join(near_names(name, known) or known) or "none: this question takes no parameters"
        raise UsageError(f"the question '{self.name}' has no parameter '{name}'", valid=valid)


def questions(library: Path = LIBRARY) -> tuple[Question, ...]:
    """Return every question of the library, by topic and name."""
    return tuple(read_question(path) for path in sorted(library.glob("*/*.rq")))


def question(name: str, library: Path = LIBRARY) -> Question:
    """Return a question by its name, or raise UsageError with the near names."""
    path = _paths(library).get(name)
    if path is None or not path.is_file():
        _paths.cache_clear()
        path = _paths(library).get(name)
    if path is not None:
        return read_question(path)
    near = near_names(name, _paths(library))
    raise UsageError(f"unknown question '{name}'", valid=", ".join(near) or "'themegraph queries' lists them")


@lru_cache(maxsize=8)
def _paths(library: Path) -> Mapping[str, Path]:
    """Return the files of the questions by their names."""
    return {path.stem: path for path in sorted(library.glob("*/*.rq"))}


@lru_cache(maxsize=256)
def read_question(path: Path) -> Question:
    """Read one question file; raise RuleError with file and line where its header is wrong."""
    text = path.read_text(encoding="utf-8")
    fields = _fields(path, text)
    tokens = tokens_of(text)
    made = Question(
        name=path.stem,
        topic=path.parent.name,
        path=path,
        summary=_text(path, fields, "summary", needed=True),
        description=_text(path, fields, "description"),
        text=text,
        columns=tuple(_columns(tokens)),
        parameters=tuple(_parameters(path, text, fields.get("parameters") or ())),
        evidence=_text(path, fields, "evidence"),
        tags=tuple(str(tag) for tag in _list(path, fields, "tags")),
    )
    _check_variables(made, tokens)
    return made


def _fields(path: Path, text: str) -> Mapping[str, object]:
    """Return the header's fields as YAML reads them."""
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith(MARK):
            break
        if line[2:3] not in ("", " "):
            raise RuleError(
                "a header line needs a space behind the mark", where=f"{path}:{number}", valid="#+ key: value"
            )
        lines.append(line[3:])
    try:
        fields = yaml.load("\n".join(lines), Loader=SAFE_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        raise RuleError(f"malformed header: {error.problem}", where=f"{path}:{mark.line + 1 if mark else 1}") from error
    if not isinstance(fields, dict):
        raise RuleError("the file has no header", where=f"{path}:1", valid="#+ summary: …")
    for key in fields:
        if key not in KEYS:
            where = f"{path}:{_line_of(text, f'{key}:')}"
            raise RuleError(f"unknown header field '{key}'", where=where, valid=", ".join(sorted(KEYS)))
    return fields


def _parameters(path: Path, text: str, given: object) -> Iterator[Parameter]:
    """Yield the declared parameters."""
    if not isinstance(given, list | tuple):
        raise RuleError("parameters is not a list", where=f"{path}:{_line_of(text, 'parameters:')}")
    for fields in given:
        where = f"{path}:{_line_of(text, 'parameters:')}"
        if not isinstance(fields, dict) or "name" not in fields:
            raise RuleError("a parameter has no name", where=where, valid="- name: …")
        name = str(fields["name"])
        where = f"{path}:{_line_of(text, f'name: {name}')}"
        if unknown := sorted(set(fields) - PARAMETER_KEYS):
            raise RuleError(f"unknown field '{unknown[0]}'", where=where, valid=", ".join(sorted(PARAMETER_KEYS)))
        if name in RESERVED:
            raise RuleError(f"the name '{name}' belongs to an option", where=where)
        yield _parameter(name, fields, where)


def _parameter(name: str, fields: Mapping[str, object], where: str) -> Parameter:
    """Make one parameter from its fields."""
    kind = next((known for known in KINDS if known == fields.get("type")), None)
    if kind is None:
        raise RuleError(f"parameter '{name}' has the type {fields.get('type')!r}", where=where, valid=", ".join(KINDS))
    classes = fields.get("class", ())
    return Parameter(
        name=name,
        kind=kind,
        classes=tuple(classes) if isinstance(classes, list | tuple) else (str(classes),),
        default=str(fields.get("default", "")),
        example=str(fields.get("example", "")),
        description=str(fields.get("description", "")),
    )


def _columns(tokens: tuple[Token, ...]) -> Iterator[str]:
    """Yield the names that the outermost SELECT projects, in order."""
    heads = [index for index, token in enumerate(tokens) if token.is_word("SELECT") and token.depth == 0]
    nested, renamed = 0, False
    for token in tokens[heads[0] + 1 :] if heads else ():
        if token.text == "{" or token.is_word("WHERE"):
            return
        nested += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (nested == 0 or renamed):
            yield token.text[1:]
        renamed = token.is_word("AS")


def _check_variables(made: Question, tokens: tuple[Token, ...]) -> None:
    """Raise unless the header and the query name the same things, and the order of rows is settled."""
    variables = {token.text[1:] for token in tokens if token.kind == "variable"}
    for parameter in made.parameters:
        if parameter.variable not in variables:
            where = f"{made.path}:{_line_of(made.text, f'name: {parameter.name}')}"
            raise RuleError(f"the query has no variable ?{parameter.variable}", where=where)
    if made.evidence and made.evidence not in made.columns:
        where = f"{made.path}:{_line_of(made.text, 'evidence:')}"
        raise RuleError(f"the query has no column ?{made.evidence}", where=where, valid=", ".join(made.columns))
    if not any(token.is_word("ORDER") and token.depth == 0 for token in tokens):
        raise RuleError("the query has no ORDER BY", where=f"{made.path}:{made.text.count(chr(10))}")


def _text(path: Path, fields: Mapping[str, object], key: str, *, needed: bool = False) -> str:
    """Return a field that is one text."""
    found = fields.get(key, "")
    if not isinstance(found, str) or (needed and not found.strip()):
        raise RuleError(f"the header's {key} is missing or not a text", where=f"{path}:1", valid=f"#+ {key}: …")
    return " ".join(found.split())


def _list(path: Path, fields: Mapping[str, object], key: str) -> list[object]:
    """Return a field that is a list."""
    found = fields.get(key) or []
    if not isinstance(found, list):
        raise RuleError(f"the header's {key} is not a list", where=f"{path}:1", valid=f"#+ {key}: [a, b]")
    return found


def _line_of(text: str, word: str) -> int:
    """Return the first line that holds a word."""
    return next((number for number, line in enumerate(text.splitlines(), start=1) if word in line), 1)
