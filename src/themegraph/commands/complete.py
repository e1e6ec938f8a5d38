"""themegraph complete: what may stand where the cursor is, a line each; called by the scripts of `completion`."""

from __future__ import annotations

import argparse
import importlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from themegraph.commands.console import write
from themegraph.commands.directory import COMMANDS, Parser
from themegraph.errors import ThemegraphError

MANY = 200
# Commands whose arguments are names of things in the store.
NAMING = {"explain": 1, "path": 2}
_ESCAPE = re.compile(r"\\(.)")


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add the words of the command line behind its name, the unfinished one last."""
    parser.add_argument("words", nargs="*", help="words of a command line, the unfinished one last")


def run(options: argparse.Namespace) -> int:
    """Print the candidates; nothing, never an error, where there is none."""
    *before, last = options.words or [""]
    try:
        found = candidates([_plain(word) for word in before], _plain(last))
        write("".join(f"{each}\n" for each in found))
    except (ThemegraphError, OSError):
        return 0
    return 0


def candidates(before: Sequence[str], last: str) -> list[str]:
    """Return what may stand for the last word, in order: commands, questions, options, values, names of things."""
    listed = _following(list(before), last) if before else [*COMMANDS, "--help", "--version"]
    lower = last.casefold()
    fit = (each for each in dict.fromkeys(listed) if each.casefold().startswith(lower) and "\n" not in each)
    return [each for each, _ in zip(fit, range(MANY), strict=False)]


def _following(before: list[str], last: str) -> Iterable[str]:
    """Return what may follow the words of a command."""
    command, *words = before
    parser = _parser(command, words)
    if parser is None:
        return ()
    options = {name: action for action in parser._actions for name in action.option_strings}
    if words and (action := options.get(words[-1])) and action.nargs != 0:
        return _values(command, words, last, action)
    if last.startswith("-"):
        return sorted(options)
    places = [word for at, word in enumerate(words) if not word.startswith("-") and not _is_value(words, at, options)]
    return _arguments(command, len(places), words, last)


def _parser(command: str, words: list[str]) -> argparse.ArgumentParser | None:
    """Return the parser of a command; of a question with its parameters where one is named."""
    if command not in COMMANDS:
        return None
    module = importlib.import_module(f"themegraph.commands.{command}")
    for given in (words, []):
        parser = Parser(prog=command)
        try:
            module.add_arguments(parser, [word for word in given if not word.startswith("--")] if given else [])
        except ThemegraphError:
            continue
        return parser
    return None


def _is_value(words: list[str], at: int, options: dict[str, argparse.Action]) -> bool:
    """Tell whether a word is the value of the option before it."""
    action = options.get(words[at - 1]) if at else None
    return action is not None and action.nargs != 0


def _arguments(command: str, place: int, words: list[str], last: str) -> Iterable[str]:
    """Return what may stand as an argument; nothing where the shell should offer files."""
    if command == "query" and place == 0:
        from themegraph.queries.header import LIBRARY

        return sorted(path.stem for path in LIBRARY.glob("*/*.rq"))
    if command == "queries" and place == 0:
        from themegraph.queries.header import LIBRARY

        return sorted(path.name for path in LIBRARY.iterdir() if path.is_dir())
    if command == "completion" and place == 0:
        from themegraph.commands.completion import SCRIPTS

        return tuple(SCRIPTS)
    return _names(words, last, ()) if place < NAMING.get(command, 0) else ()


def _values(command: str, words: list[str], last: str, action: argparse.Action) -> Iterable[str]:
    """Return the values of an option: its choices, or names of things for a question's parameter."""
    if action.choices:
        return [str(choice) for choice in action.choices]
    if command != "query" or not action.dest.startswith("parameter:"):
        return ()
    from themegraph.queries.header import question

    parameter = question(next(word for word in words if not word.startswith("-"))).parameter(
        words[-1].removeprefix("--")
    )
    return _names(words, last, parameter.classes) if parameter.kind == "entity" else ()


def _names(words: list[str], last: str, classes: Sequence[str]) -> Iterator[str]:
    """Yield the labels of things of some classes in the store on this machine; no server is asked."""
    from themegraph.commands.options import DEFAULT_STORE, STORE_VARIABLE

    given = [after for word, after in pairwise(words) if word == "--store"]
    path = Path((given or [os.environ.get(STORE_VARIABLE) or DEFAULT_STORE])[-1])
    if path.is_dir():
        from themegraph.queries.labels import labels

        yield from labels(path, last, classes)


def _plain(word: str) -> str:
    """Return a word without the quotes and escapes of a shell, which may be unfinished."""
    if word[:1] in ("'", '"'):
        quote = word[0]
        return word[1:].removesuffix(quote)
    return _ESCAPE.sub(r"\1", word)
