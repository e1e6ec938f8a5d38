"""themegraph rules: check rule files with their sentences, or list the relations that they read."""

from __future__ import annotations

import argparse
from pathlib import Path

from themegraph.commands.console import note, progress, write
from themegraph.commands.options import add_store


def add_arguments(parser: argparse.ArgumentParser, words: list[str]) -> None:
    """Add what to do and with which files."""
    parser.add_argument("action", choices=("check", "list"), help="check files and their sentences, or list relations")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="rule files or folders (none: the bundled rules)")
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Check or list; 1 if a file has faults."""
    from themegraph.loaders import extraction
    from themegraph.loaders.rulesets import rule_paths

    bundled = Path(extraction.__file__).parent.parent / "relations"
    paths = rule_paths([Path(path) for path in options.paths] or [bundled])
    return _list(paths) if options.action == "list" else _check(paths, notes=bool(options.paths), quiet=options.quiet)


def _check(paths: list[Path], *, notes: bool, quiet: bool) -> int:
    """Print each fault with file, line and what would be valid, then how much was checked."""
    from themegraph.loaders.ruletests import check_files

    faults = rules = sentences = 0
    for number, checked in enumerate(check_files(paths), start=1):
        progress(f"{number} of {len(paths)}: {checked.path}", quiet=quiet)
        faults += len(checked.faults)
        progress("", quiet=quiet)
        for fault in checked.faults:
            write(f"{fault}\n")
        for remark in checked.notes if notes else ():
            note(f"note: {remark}", quiet=quiet)
        if checked.file is not None:
            rules += len(checked.file.rules)
            sentences += len(checked.file.examples)
    summary = f"{len(paths)} file{_s(len(paths))}, {rules} rule{_s(rules)}, {sentences} sentence{_s(sentences)}: {faults} fault{_s(faults)}"
    note(summary, quiet=quiet)
    return 1 if faults else 0


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _list(paths: list[Path]) -> int:
    """Print each relation with its number of rules and a sentence that one of them reads."""
    from themegraph.loaders.rulesets import read_rules

    counts: dict[str, int] = {}
    sentences: dict[str, str] = {}
    for file in read_rules(paths):
        for rule in file.rules:
            for relation in dict.fromkeys(emission.relation for emission in rule.emissions):
                counts[relation] = counts.get(relation, 0) + 1
        for example in file.examples:
            for claim in example.claims:
                sentences.setdefault(claim.split("|")[1].strip(), " ".join(example.text.split()))
    width = max(map(len, counts), default=0)
    for relation in sorted(counts):
        write(f"{relation:<{width}}  {counts[relation]:>3}  {sentences.get(relation, '')}\n")
    return 0
