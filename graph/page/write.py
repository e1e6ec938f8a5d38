"""Write a page to disk: the whole file or nothing."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from themegraph.errors import UsageError
from themegraph.graph.page.build import build_page
from themegraph.graph.page.data import page_data
from themegraph.graph.page.model import PageData
from themegraph.graph.page.triples import Queryable


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What was written: where, how large, and how much it shows."""

    path: Path
    size: int
    things: int
    facts: int
    documents: int


def write_page(store: Queryable, path: str | os.PathLike[str], *, title: str | None = None) -> PageSummary:
    """Write the interactive page of a store to one HTML file that needs no network.

    The file is written beside `path` and moved into place, so a failure leaves what was there. Raise UsageError
    where the folder is missing, `path` is a folder, or it may not be written.
    """
    return write_data(page_data(store, title=title), path)


def write_data(data: PageData, path: str | os.PathLike[str]) -> PageSummary:
    """Write the page of a part of a store, or of a comparison, as `write_page` does."""
    target = Path(path)
    content = build_page(data).encode("utf-8")
    replace_file(target, content)
    stated = {claim.document for fact in data.facts for claim in fact.evidence}
    papers = [paper for paper in data.papers if paper.key in stated and not paper.registry]
    return PageSummary(target, len(content), len(data.things), len(data.facts), len(papers))


def replace_file(target: Path, content: bytes) -> None:
    """Put `content` in the place of `target` in one step, with the permissions of a new file."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _unwritable(target: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(
        f"the page cannot be written: {reason}", where=str(target), valid="a file in a folder you may write to"
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
