"""Open the database behind a store, and say clearly why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store

from themegraph.errors import StoreError, StoreInUseError, UsageError

VALID = "a directory of a themegraph store, or a path where one can be made"


def open_database(path: Path | None, *, read_only: bool) -> Store:
    """Open or create the database in a directory, in memory for None; raise StoreError or StoreInUseError."""
    if path is None:
        if read_only:
            raise UsageError("a store in memory cannot be read only", valid="the path of a store")
        return Store()
    with storage_errors(str(path)):
        _check_place(path, read_only)
        if read_only:
            return Store.read_only(str(path))
        path.mkdir(parents=True, exist_ok=True)
        return Store(path)


def _check_place(path: Path, read_only: bool) -> None:
    where = str(path)
    if path.exists() and not path.is_dir():
        raise StoreError("the store's path is a file", where=where, valid=VALID)
    is_database = (path / "CURRENT").is_file()
    if is_database:
        return
    if read_only:
        raise StoreError("there is no store here", where=where, valid="the path of a store; build one first")
    # A kill during creation can leave a lock and logs without CURRENT; anything else belongs to someone.
    if path.is_dir() and any(not _is_remnant(item.name) for item in path.iterdir()):
        raise StoreError("the directory holds other files and no store", where=where, valid=VALID)


def _is_remnant(name: str) -> bool:
    return (
        name in {"LOCK", "LOG", "IDENTITY"}
        or name.startswith(("LOG.", "MANIFEST-", "OPTIONS-"))
        or name.endswith(".dbtmp")
    )


@contextmanager
def storage_errors(where: str) -> Iterator[None]:
    """Turn the database's errors into StoreError with the place, and its lock's into StoreInUseError."""
    try:
        yield
    except StoreError:
        raise
    except (OSError, RuntimeError) as error:
        raise _explained(error, where) from error


def _explained(error: OSError | RuntimeError, where: str) -> StoreError:
    text = str(error)
    lower = text.lower()
    if "lock" in lower and ("unavailable" in lower or "no locks available" in lower):
        return StoreInUseError("the store is in use by another process", where=where, valid="one writer at a time")
    if isinstance(error, PermissionError) or "permission denied" in lower or "read-only file system" in lower:
        return StoreError("no permission to open or write the store", where=where, valid="a readable, writable place")
    if "no space left" in lower or "file too large" in lower or "quota" in lower:
        return StoreError("the disk is full; the store is as it was", where=where, valid="free space on the disk")
    return StoreError(f"the store cannot be read or written: {text}", where=where)
