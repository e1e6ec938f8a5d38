"""SOURCE arguments (files, folders, globs, "-") into candidates, each read within limits or refused by name."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from themegraph.errors import ReadError
from themegraph.loaders.metadata import unsafe_character
from themegraph.loaders.readers import suffixes

DEFAULT_MAX_BYTES = 20_000_000
STANDARD_INPUT = "stdin"
MAPPING_ENDINGS = (".mapping.yml", ".mapping.yaml", ".mapping.ttl")  # of a file beside a table that says how to read it
_BESIDE = (".meta.json", *MAPPING_ENDINGS)
_GLOB = frozenset("*?[")
_ABOUT_FOLDERS = frozenset({"readme", "license", "licence", "notice", "changelog", "contributing"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read: its name (relative to the folder given), its path (None: standard input), its size."""

    name: str
    path: Path | None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """What the arguments stand for: candidates in order, errors, and files in folders that no reader takes."""

    candidates: tuple[Candidate, ...]
    errors: tuple[ReadError, ...] = ()
    skipped: tuple[str, ...] = ()


def shown(path: str) -> str:
    """Return a path with control and bidirectional characters escaped.

    >>> shown("a\\u202eb.txt")
    'a\\\\u202eb.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in path)


def find_sources(arguments: Iterable[str]) -> Sources:
    """Return the candidates that the arguments name, each once, folders in sorted order.

    A file that several arguments name has its name from the outermost folder of them, in whatever order they come.
    """
    candidates: dict[str, Candidate] = {}
    errors: list[ReadError] = []
    skipped: list[str] = []
    for argument in arguments:
        for found in _expand(argument):
            if isinstance(found, ReadError):
                errors.append(found)
            elif isinstance(found, str):
                skipped.append(found)
            else:
                key = os.path.realpath(found.path) if found.path else STANDARD_INPUT
                candidates[key] = min(candidates.get(key, found), found, key=_rank)
    chosen = (each for key, each in candidates.items() if not _is_beside(key, candidates))
    return Sources(tuple(chosen), tuple(errors), tuple(skipped))


def _is_beside(path: str, named: Collection[str]) -> bool:
    """Tell whether a file says how to read another one of those named, as where a shell expands `folder/*`."""
    return any(path.endswith(ending) and path.removesuffix(ending) in named for ending in _BESIDE)


def _rank(candidate: Candidate) -> tuple[int, str, str]:
    """Order the ways to name one file, the one with most folders in its name first."""
    return (-candidate.name.count("/"), candidate.name, str(candidate.path))


def read_bytes(candidate: Candidate, max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
    """Return a candidate's bytes. Raises ReadError where it is too large or cannot be read."""
    where = shown(str(candidate.path or "standard input"))
    try:
        if candidate.path is None:
            data = sys.stdin.buffer.read(max_bytes + 1)
        else:
            _check_kind(candidate.path, where)
            with candidate.path.open("rb") as file:
                data = file.read(max_bytes + 1)
    except OSError as error:
        raise _refused(error, where) from error
    if len(data) > max_bytes:
        raise ReadError(
            f"larger than {max_bytes:,} bytes", where=where, valid="a smaller file, or a higher --max-bytes"
        )
    return data


def _expand(argument: str) -> Iterator[Candidate | ReadError | str]:
    """Yield what one argument stands for."""
    if argument == "-":
        yield Candidate(STANDARD_INPUT, None)
        return
    path = Path(argument)
    if not os.path.lexists(path) and _GLOB & set(argument):
        yield from _globbed(argument)
    elif os.path.isdir(path):  # unlike Path.is_dir, false where the folder around it may not be searched
        yield from _folder(path)
    else:
        yield _file(path, path.name)


def _globbed(pattern: str) -> Iterator[Candidate | ReadError | str]:
    fixed = Path(*Path(pattern).parts[: _first_wild(pattern)])
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield ReadError("no file matches", where=shown(pattern), valid="a pattern that matches files")
    for match in matches:
        if not Path(match).is_dir() and not match.endswith(_BESIDE):
            yield _file(Path(match), os.path.relpath(match, fixed).replace(os.sep, "/"))


def _first_wild(pattern: str) -> int:
    return next(index for index, part in enumerate(Path(pattern).parts) if _GLOB & set(part))


def _folder(folder: Path) -> Iterator[Candidate | ReadError | str]:
    """Yield the files below a folder whose extension a reader takes.

    Hidden files, sidecars and files about the folder itself, such as a README, are no documents.
    """
    taken, known = 0, set(suffixes()) - {""}
    for found in _walk(folder):
        if isinstance(found, ReadError):
            yield found
        elif found.name.endswith(_BESIDE):
            continue
        elif _extension(found) in known and found.stem.lower() not in _ABOUT_FOLDERS:
            taken += 1
            yield _file(found, found.relative_to(folder).as_posix())
        else:
            yield str(found)
    if not taken:
        yield ReadError(
            "nothing readable in this folder", where=shown(str(folder)), valid=f"files named {' '.join(sorted(known))}"
        )


def _extension(path: Path) -> str:
    """Return a file's extension; that of a compressed file with the one before it."""
    parts = path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]
    return "".join(parts).lower()


def _walk(folder: Path) -> Iterator[Path | ReadError]:
    """Yield the visible files below a folder, sorted; a folder reached twice through links is entered once."""
    entered: set[tuple[int, int]] = set()
    problems: list[OSError] = []
    for root, folders, files in os.walk(folder, followlinks=True, onerror=problems.append):
        status = os.stat(root)
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))
    yield from (_refused(problem, shown(str(problem.filename))) for problem in problems)


def _file(path: Path, name: str) -> Candidate | ReadError:
    """Return the candidate for a file, or why it cannot be one."""
    where = shown(str(path))
    unsafe = unsafe_character(name)
    if unsafe:
        return ReadError(
            f"the name holds the character {unsafe}",
            where=where,
            valid="a name without control or bidirectional characters",
        )
    try:
        _check_kind(path, where)
        return Candidate(name, path, path.stat().st_size)
    except ReadError as error:
        return error
    except OSError as error:
        return _refused(error, where)


def _check_kind(path: Path, where: str) -> None:
    """Refuse what is no regular file: opening a pipe or device may never end."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
        raise ReadError(f"{kinds.get(stat.S_IFMT(mode), 'a device')}, not a file", where=where, valid="a regular file")


def _refused(error: OSError, where: str) -> ReadError:
    what = {
        "FileNotFoundError": "no such file or folder",
        "PermissionError": "no permission to read",
    }.get(type(error).__name__, error.strerror or str(error))
    return ReadError(what[:1].lower() + what[1:], where=where, valid="a readable file, a folder, a pattern or -")
