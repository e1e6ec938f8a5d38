"""What stands behind a magic on its line: words and options in any order, between quotation marks where they have blanks."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from themegraph.errors import UsageError
from themegraph.queries.nearness import near_names

# An apostrophe within a name is no quotation mark; one at the beginning of a word or behind = is.
PIECE = re.compile(r""""([^"]*)"|(?<!\w)'([^']*)'|((?<=\w)'(?=\w)|[^\s"'])""")
WORD = re.compile(r"""(?:"[^"]*"|(?<!\w)'[^']*'|(?<=\w)'(?=\w)|[^\s"'])+""")
HELP = ("help", "h")


@dataclass(frozen=True, slots=True)
class Arguments:
    """Plain words, options with a value, and flags without one; names without dashes."""

    words: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()

    @property
    def asks_for_help(self) -> bool:
        """Whether -h or --help is among the flags."""
        return bool(self.flags.intersection(HELP))

    def seconds(self, otherwise: float) -> float:
        """Return the deadline; raise UsageError unless it is a number of seconds above zero."""
        text = self.values.get("deadline", str(otherwise))
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < 1e6:
            raise UsageError(f"--deadline '{text}' is no time", valid="seconds above zero, such as --deadline 30")
        return seconds

    def limit(self, otherwise: int) -> int:
        """Return the most rows that are wanted; raise UsageError unless it is a whole number above zero."""
        text = self.values.get("limit", str(otherwise))
        if not (text.isascii() and text.isdigit() and int(text)):
            raise UsageError(f"--limit '{text}' is no number of rows", valid="a whole number, such as --limit 20")
        return int(text)

    def variable(self) -> str:
        """Return the name given by --as, empty without one; raise UsageError unless Python takes it."""
        name = self.values.get("as", "")
        if "as" in self.values and (not name.isidentifier() or keyword.iskeyword(name)):
            raise UsageError(
                f"--as '{name}' is no name of a variable", valid="letters, digits and _, such as --as rows"
            )
        return name


def read_arguments(line: str, *, magic: str, options: Collection[str], flags: Collection[str] = ()) -> Arguments:
    """Read a magic's line.

    >>> read_arguments('suppliers-of --layer "optical networking"', magic="%ask", options=["layer"]).values
    {'layer': 'optical networking'}
    """
    words: list[str] = []
    values: dict[str, str] = {}
    found: set[str] = set()
    parts = (word for _, word in split(line))
    for part in parts:
        name, equals, value = _option(part)
        if not name:
            words.append(part)
        elif name in (*flags, *HELP) and not equals:
            found.add(name)
        elif name in options:
            given = value if equals else next(parts, None)
            if given is None:
                raise UsageError(f"'--{name}' has no value", valid=f"--{name} VALUE")
            if name in values:
                raise UsageError(f"'--{name}' is given twice", valid="one value for each option")
            values[name] = given
        else:
            known = [*options, *flags]
            near = near_names(name, known) or known
            valid = ", ".join(f"--{each}" for each in near)
            raise UsageError(f"{magic} has no option '--{name}'", valid=valid or "no options")
    return Arguments(tuple(words), values, frozenset(found))


def first_word(line: str, *, flags: Collection[str]) -> str:
    """Return the first word that is neither an option nor its value, whatever the options; empty where there is none.

    >>> first_word('--layer "optical networking" --evidence suppliers-of', flags=["evidence"])
    'suppliers-of'
    """
    return next((word for _, word in _behind_options(line, flags)), "")


def options_and_text(line: str, *, flags: Collection[str]) -> tuple[str, str]:
    """Part a line into the options that it begins with and the text behind them.

    >>> options_and_text("--as rows ASK { ?s ?p 'a b' }", flags=["graph"])
    ('--as rows ', "ASK { ?s ?p 'a b' }")
    """
    start = next((at for at, _ in _behind_options(line, flags)), len(line))
    return line[:start], line[start:]


def split(line: str) -> list[tuple[int, str]]:
    """Return each word with its place, without its quotation marks; raise UsageError where one is not closed."""
    if WORD.sub("", line).strip():
        raise UsageError("a quotation mark is not closed", valid='"…"')
    return [(found.start(), _unquoted(found[0])) for found in WORD.finditer(line)]


def _behind_options(line: str, flags: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the words that are no options or values of options, with their places; a text may hold any signs."""
    words = WORD.finditer(line)
    for found in words:
        name, equals, _ = _option(found[0])
        if not name:
            yield found.start(), _unquoted(found[0])
        elif name not in (*flags, *HELP) and not equals:
            next(words, None)


def _option(word: str) -> tuple[str, str, str]:
    """Return the name of an option, the sign = and its value, where they are there; -h is one too."""
    if word == "-h":
        return "h", "", ""
    return word.removeprefix("--").partition("=") if word.startswith("--") else ("", "", "")


def _unquoted(word: str) -> str:
    return "".join(double or single or sign for double, single, sign in PIECE.findall(word))
