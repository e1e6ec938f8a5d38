"""Word classes and slot-type groups that patterns share, read from vocabulary.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from themegraph.errors import RuleError
from themegraph.loaders.extraction.kinds import ENTITIES, FIGURES
from themegraph.loaders.extraction.wordlists import vocabulary


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` maps a class to its phrases, `groups` a name to slot types."""

    words: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]

    def phrases(self, name: str, where: str) -> tuple[str, ...]:
        """Return the phrases of a word class."""
        if name not in self.words:
            raise RuleError(f"no word class <{name}>", where=where, valid=", ".join(sorted(self.words)))
        return self.words[name]

    def types(self, names: tuple[str, ...], where: str) -> tuple[str, ...]:
        """Expand slot-type groups; refuse what is neither a type nor a group."""
        out: list[str] = []
        for name in names:
            if name in self.groups:
                out.extend(self.groups[name])
            elif name in ENTITIES or name in FIGURES:
                out.append(name)
            else:
                raise RuleError(
                    f"no slot type {name}", where=where, valid=", ".join((*ENTITIES, *FIGURES, *sorted(self.groups)))
                )
        return tuple(dict.fromkeys(out))


@cache
def load_vocabulary() -> Vocabulary:
    """Read the packaged vocabulary."""
    data = vocabulary("vocabulary")
    words = {
        name: tuple(str(phrase).casefold().replace("’", "'") for phrase in phrases)
        for name, phrases in data["words"].items()
    }
    return Vocabulary(words, {name: tuple(types) for name, types in data["groups"].items()})
