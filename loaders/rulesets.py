"""The rules of a run: the bundled ones and, after them, those of a user's own files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from themegraph.errors import RuleError
from themegraph.loaders.extraction.rules import Rule, RuleFile, load_rules, read_rule_file
from themegraph.loaders.extraction.vocabulary import load_vocabulary
from themegraph.loaders.sources import shown

SUFFIXES = (".yaml", ".yml")


def rule_paths(paths: Iterable[Path]) -> list[Path]:
    """Return the rule files that paths name, folders in sorted order; raise RuleError where there is none."""
    found: list[Path] = []
    for path in paths:
        inside = [path] if path.is_file() else sorted(p for p in path.glob("*") if p.suffix in SUFFIXES and p.is_file())
        if not inside:
            what = "no rule files here" if path.is_dir() else "no such file or folder"
            raise RuleError(what, where=shown(str(path)), valid="a .yaml file, or a folder of them")
        found += inside
    return list(dict.fromkeys(found))


def rule_text(path: Path) -> str:
    """Return what a rule file says; raise RuleError where it is not text."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(
            f"not UTF-8: {error.reason}", where=f"{shown(str(path))}:{error.start}", valid="UTF-8"
        ) from None


def read_rules(paths: Iterable[Path]) -> tuple[RuleFile, ...]:
    """Read rule files; raise RuleError with file and line for what is malformed."""
    vocabulary = load_vocabulary()
    return tuple(read_rule_file(rule_text(path), str(path), vocabulary) for path in rule_paths(paths))


def rules_with(paths: tuple[Path, ...]) -> tuple[Rule, ...] | None:
    """Return the bundled rules and those of further files, None for the bundled alone; refuse an id used twice.

    >>> rules_with(()) is None
    True
    """
    return _all_rules(paths, _state_of(paths)) if paths else None


def _state_of(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a rule file does."""
    states = ((path, path.stat()) for path in rule_paths(paths))
    return tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)


@lru_cache(maxsize=4)
def _all_rules(paths: tuple[Path, ...], _: tuple[tuple[str, int, int], ...]) -> tuple[Rule, ...]:
    """Read the rules; the second argument keeps what was read of a file that has changed since from being used."""
    files = (*load_rules(), *read_rules(paths))
    owners: dict[str, str] = {}
    for file in files:
        for rule in file.rules:
            other = owners.setdefault(rule.id, file.path)
            if other != file.path:
                raise RuleError(f"the rule id {rule.id} is that of {other}", where=file.path, valid="another file name")
    return tuple(rule for file in files for rule in file.rules)
