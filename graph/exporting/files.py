"""Put an export where it belongs: one file or two, compressed where the name says so, all of it or nothing."""

from __future__ import annotations

import errno
import gzip
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from themegraph.errors import StoreError

PACKED = ".gz"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and move it into place; raise StoreError where that fails."""
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file under a temporary name, then move all into place; raise StoreError where that fails."""
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    path = Path()
    try:
        for path, part in parts.items():
            _write(part, files[path])
        for path in parts:
            # Found out before the first is moved, for a folder is what no file can replace.
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        raise StoreError(f"the export cannot be written: {error.strerror}", where=str(path)) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _write(part: Path, content: bytes) -> None:
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def packed(path: Path, content: bytes) -> bytes:
    """Return content as the path's name asks for it; the same content always gives the same bytes."""
    return gzip.compress(content, mtime=0) if is_packed(path) else content


def is_packed(path: Path) -> bool:
    """Say whether a name asks for compression."""
    return path.name.lower().endswith(PACKED)


def places(path: Path, form: str, names: Iterable[str]) -> dict[str, Path]:
    """Return where several tables of one export go: beside each other, or into a folder that exists.

    >>> [place.name for place in places(Path("graph.csv.gz"), "csv", ("nodes", "edges")).values()]
    ['graph-nodes.csv.gz', 'graph-edges.csv.gz']
    """
    if path.is_dir():
        return {name: path / f"{name}.{form}" for name in names}
    stem, ending = path.name, ""
    if is_packed(path):
        stem, ending = stem[: -len(PACKED)], PACKED
    if stem.lower().endswith(f".{form}"):
        stem = stem[: -len(form) - 1]
    return {name: path.with_name(f"{stem}-{name}.{form}{ending}") for name in names}
