"""Write the modules and the reference page that follow from the ontology's Turtle files.

`python -m themegraph.ontology.generate` writes terms.py, classes.py, relations.py and docs/ontology.md; with
`--check` it writes nothing and exits with 1 where a file differs from what it would write.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from themegraph.ontology.modules import classes_module, relations_module, terms_module
from themegraph.ontology.reference import reference_page
from themegraph.ontology.vocabulary import load_vocabulary

COMMAND = "python -m themegraph.ontology.generate"


def generated(root: Path) -> dict[Path, str]:
    """Return the text of each generated file by its path below the repository's root."""
    vocabulary = load_vocabulary()
    return {
        root / "ontology" / "terms.py": terms_module(vocabulary, COMMAND),
        root / "ontology" / "classes.py": classes_module(vocabulary, COMMAND),
        root / "ontology" / "relations.py": relations_module(vocabulary, COMMAND),
        root / "docs" / "ontology.md": reference_page(vocabulary, COMMAND),
    }


def stale(files: dict[Path, str]) -> list[Path]:
    """Return the files that are missing or differ from their generated text."""
    return [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the generated files; return the exit status."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Write what follows from the ontology.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a file is out of date")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1], help="the repository")
    options = parser.parse_args(arguments)
    files = generated(options.root)
    differing = stale(files)
    for path in differing:
        if options.check:
            print(f"{path}: differs from the ontology; run {COMMAND}", file=sys.stderr)
        else:
            path.write_text(files[path], encoding="utf-8")
            print(path)
    return 1 if options.check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
