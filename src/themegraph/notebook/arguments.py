"""What stands behind a magic on its line: words and options, read as a shell would."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from themegraph.errors import UsageError
from themegraph.queries.nearness import near_names


@dataclass(frozen=True, slots=True)
class Arguments:
    """Plain words, options with a value, and flags without one; names without dashes."""

    words: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()

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

    def variable(self) -> str:
        """Return the name given by --as, empty without one; raise UsageError unless Python takes it."""
        name = self.values.get("as", "")
        if "as" in self.values and not name.isidentifier():
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
    parts = iter(_split(line, magic))
    for part in parts:
        name, equals, value = part.removeprefix("--").partition("=")
        if not part.startswith("--"):
            words.append(part)
        elif name in flags and not equals:
            found.add(name)
        elif name in options:
            given = value if equals else next(parts, None)
            if given is None:
                raise UsageError(f"--{name} has no value", where=f"{magic} {line.strip()}", valid=f"--{name} VALUE")
            values[name] = given
        else:
            known = [*options, *flags]
            near = near_names(name, known) or known
            valid = ", ".join(f"--{each}" for each in near)
            raise UsageError(f"{magic} has no option '--{name}'", valid=valid or "no options")
    return Arguments(tuple(words), values, frozenset(found))


def _split(line: str, magic: str) -> list[str]:
    # An apostrophe within a name is no quotation mark; one at the beginning of a word is.
    try:
        return shlex.split(re.sub(r"(?<=\w)'(?=\w)", "\\'", line))
    except ValueError as error:
        raise UsageError("a quotation mark is not closed", where=f"{magic} {line.strip()}", valid='"…"') from error
