"""Word classes, slot-type groups and parts that patterns share, read from vocabulary.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from themegraph.errors import RuleError
from themegraph.loaders.extraction.kinds import ENTITIES, FIGURES
from themegraph.loaders.extraction.wordlists import vocabulary

_PART = re.compile(r"<<([\w-]+)>>")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` maps a class to its phrases, `groups` a name to slot types, `parts` a name to a part of a pattern."""

    words: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, str] = field(default_factory=dict)

    def expanded(self, source: str, where: str) -> str:
        """Return a pattern with each `<<name>>` replaced by the part of that name."""
        return _PART.sub(lambda match: self._part(match[1], where), source)

    def _part(self, name: str, where: str) -> str:
        if name not in self.parts:
            raise RuleError(f"no part <<{name}>>", where=where, valid=", ".join(sorted(self.parts)))
        return self.parts[name]

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
                    f"no slot type {name}",
                    where=where,
                    valid=", ".join(dict.fromkeys((*ENTITIES, *FIGURES, *sorted(self.groups)))),
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
    groups = {name: tuple(types) for name, types in data["groups"].items()}
    return Vocabulary(words, groups, {name: " ".join(str(part).split()) for name, part in data["parts"].items()})
