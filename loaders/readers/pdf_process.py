"""Start the process that reads a PDF, hold it to its limits, and say in plain words what went wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from themegraph.errors import ReadError
from themegraph.loaders.readers.pdf_words import Page, Word

SECONDS = 150
_CHILD = Path(__file__).with_name("pdf_child.py")
_VALID = "a PDF with text that opens without a password"


def read_pages(data: bytes, where: str, *, seconds: float = SECONDS) -> tuple[dict[str, str], tuple[Page, ...]]:
    """Return what a PDF says of itself and its pages. Raises ReadError where it cannot be read within the limits."""
    package = find_spec("pypdfium2")
    if package is None or package.origin is None:
        raise ReadError("PDF needs the package pypdfium2, which is not installed", where=where, valid=_VALID)
    command = [sys.executable, "-I", str(_CHILD), str(Path(package.origin).parent.parent)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"the PDF takes longer than {seconds:g} seconds to read", where=where, valid=_VALID) from error
    about: dict[str, str] = {}
    pages: list[Page] = []
    ended = False
    for row in (json.loads(line) for line in done.stdout.splitlines() if line.endswith(b"}")):
        if "error" in row:
            raise ReadError(_reason(row), where=where, valid=_VALID)
        if "about" in row:
            about = {str(key): str(value) for key, value in row["about"].items()}
        elif "words" in row:
            pages.append(_page(row, len(pages)))
        else:
            ended = True
    if done.returncode or not ended:
        raise ReadError(_died(done.returncode, done.stderr), where=where, valid=_VALID)
    return about, tuple(pages)


def _page(row: Mapping[str, Any], number: int) -> Page:
    words = tuple(
        Word(x, top, right, bottom, base, size, bool(bold), text, turn)
        for turn, x, top, right, bottom, base, size, bold, text in row["words"]
    )
    return Page(number, words, bool(row.get("damaged")))


def _reason(row: Mapping[str, Any]) -> str:
    """Return what the process reported, for people."""
    kind, count = row["error"], row.get("count", 0)
    if kind == "password":
        return "the PDF is encrypted and needs a password"
    if kind == "pages":
        return (
            f"the PDF has {count:,} pages; at most 3,000 are read"
            if count > 0
            else "the PDF has no pages that can be read"
        )
    if kind == "characters":
        return f"page {row['page']} of the PDF takes it beyond 100,000 characters a page or 4,000,000 in all"
    if kind == "memory":
        return "the PDF takes more memory than is allowed"
    return f"the PDF is damaged: {row.get('reason') or 'it does not open'}"


def _died(code: int, stderr: bytes) -> str:
    """Say why the process ended without an answer."""
    if b"MemoryError" in stderr or code in (-6, -5, -4, -9):
        return "the PDF takes more memory than is allowed, or is damaged"
    if code == -24:
        return "the PDF takes too long to read"
    return f"the PDF could not be read: its reader ended with status {code}"
