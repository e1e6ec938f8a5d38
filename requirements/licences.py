"""Write docs/dependencies.md: every package that themegraph runs on, with its version and licence (run by `make lock`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements" / "runtime.txt"
TABLE = ROOT / "docs" / "dependencies.md"
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\$", re.MULTILINE)

# Packages whose metadata names no licence by its short name, or that are for other systems than the one this runs on.
LICENCES = {
    "appnope": "BSD-2-Clause",
    "colorama": "BSD-3-Clause",
    "owlrl": "W3C-20150513",
}

HEAD = """# Dependencies

What themegraph needs to run, as pinned in `requirements/runtime.txt`. Written by `make lock`; all licences are permissive.

| package | version | licence | only where |
| --- | --- | --- | --- |
"""


def pins(lock: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name, version and environment marker of every package in a lock."""
    for match in PIN.finditer(lock):
        yield match["name"], match["version"], match["marker"] or ""


def licence(name: str) -> str:
    """Find the licence in the metadata of the installed package, or in the list above."""
    if name in LICENCES:
        return LICENCES[name]
    try:
        found = metadata(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name}: not installed here, so add its licence to LICENCES in {__file__}") from None
    classified = [
        c.split(" :: ")[-1] for c in found.get_all("Classifier", []) if c.startswith("License :: OSI Approved ::")
    ]
    expressed = [found[key] for key in ("License-Expression",) if key in found]
    stated = [found[key] for key in ("License",) if key in found]
    named = next(iter([*expressed, *classified, *stated]), "")
    if not named or "\n" in named:
        raise SystemExit(f"{name}: no licence in its metadata, so add it to LICENCES in {__file__}")
    return named


def table(lock: str) -> str:
    """Draw the table as Markdown."""
    rows = (f"| {name} | {version} | {licence(name)} | {marker} |\n" for name, version, marker in pins(lock))
    return HEAD + "".join(rows)


if __name__ == "__main__":
    TABLE.write_text(table(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
