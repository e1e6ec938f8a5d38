"""Front matter: a block of JSON, YAML or TOML before the text that says what the document is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.metadata import combine, metadata_from

LARGEST = 65_536
_FENCE = re.compile(r"\ufeff?[\s]*?(?P<fence>---|\+\+\+)(?P<form>json|yaml|toml)?[ \t]*(?:\r\n?|\n)")
_ENTRY = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:\{|[\w\"'][\w \"'-]{0,60}[:=])")
_FORMS = {"---": "yaml", "+++": "toml"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, and the offset where the text after it begins (0 where there is none)."""

    metadata: Metadata
    end: int


def front_matter(text: str, where: str) -> FrontMatter:
    """Return the front matter of a text; of several in a row, the first that has a field counts.

    Raises ReadError where it is malformed, named by its line.
    """
    found, end = Metadata(), 0
    while (block := _block(text, end)) is not None:
        form, inner, start, stop = block
        found = combine(
            found, metadata_from(_parsed(form, inner, f"{where}:{_line(text, start)}"), f"{where}, front matter")
        )
        end = stop
    return FrontMatter(found, end)


def _block(text: str, start: int) -> tuple[str, str, int, int] | None:
    """Return the next block's form, content, where the content starts and where the text goes on."""
    fence = _FENCE.match(text, start)
    if not fence:
        return None
    closing = re.compile(rf"^{re.escape(fence['fence'])}[ \t]*$(?:\r\n?|\n)?", re.MULTILINE)
    window = text[fence.end() : fence.end() + LARGEST].replace("\r\n", " \n").replace("\r", "\n")
    close = closing.search(window)
    inner = window[: close.start()] if close else ""
    # A rule across the page looks like a fence; entries or a brace tell front matter from it.
    if not close or not (fence["form"] or _ENTRY.match(inner)):
        return None
    return fence["form"] or _FORMS[fence["fence"]], inner, fence.end(), fence.end() + close.end()


def _parsed(form: str, inner: str, where: str) -> Mapping[str, object]:
    try:
        values = _load(form, inner)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ReadError(f"malformed {form} front matter: {reason}", where=where, valid=f"a {form} mapping") from error
    if not isinstance(values, dict):
        raise ReadError(f"{form} front matter is a {type(values).__name__}", where=where, valid=f"a {form} mapping")
    return {key: value for key, value in values.items() if isinstance(key, str)}


def _load(form: str, inner: str) -> object:
    if form == "json":
        return json.loads(inner)
    if form == "toml":
        return tomllib.loads(inner)
    import yaml  # slow to import, and few documents need it

    try:
        return yaml.load(inner, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
