"""Front matter: a block of JSON, YAML or TOML before the text that says what the document is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from themegraph.errors import ReadError
from themegraph.loaders.document import Metadata
from themegraph.loaders.identity import is_web_address
from themegraph.loaders.metadata import combine, metadata_from
from themegraph.loaders.structure.forms import is_organisation

LARGEST = 65_536
LARGEST_NUMBER = 1000
MOST = 8  # blocks in a row
_FENCE = re.compile(r"\ufeff?[\s]*?(?P<fence>---|\+\+\+)(?P<form>json|yaml|toml)?[ \t]*(?:\r\n?|\n)")
_ENTRY = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:\{|[\w\"'][\w \"'-]{0,60}[:=])")
_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_TIMED = re.compile(r"(\d{4}[-/.]\d\d[-/.]\d\d)[T ]\d\d:\d\d.{0,20}")
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
    for _ in range(MOST):
        block = _block(text, end)
        if block is None:
            break
        form, inner, start, stop = block
        found = combine(
            found,
            metadata_from(usual(_parsed(form, inner, f"{where}:{_line(text, start)}")), f"{where}, front matter"),
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
    if any(isinstance(value, int) and value.bit_length() > LARGEST_NUMBER for value in values.values()):
        raise ReadError(
            f"a number of more than {LARGEST_NUMBER} bits in {form} front matter", where=where, valid="text"
        )
    return {key: value for key, value in values.items() if isinstance(key, str)}


def usual(values: Mapping[str, object]) -> dict[str, object]:
    """Return the entries in the forms that `metadata_from` knows: links unwrapped, days without their time.

    A source or an author is the publisher where none is named: a source that is no address, an author that is an
    organisation.

    >>> usual({"source": "Ohio Grid", "date": "2026-03-02 10:15"})
    {'source': 'Ohio Grid', 'date': '2026-03-02', 'publisher': 'Ohio Grid'}
    """
    found = {key: _unwrapped(value) for key, value in values.items()}
    for key in ("source", "author", "authors", "organization"):
        value = found.get(key)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, str) or not value:
            continue
        if is_web_address(value):
            if key == "source" and not any(found.get(name) for name in ("address", "url", "canonical")):
                found["address"] = value
        elif not found.get("publisher") and (not key.startswith("author") or is_organisation(value)):
            found["publisher"] = value
    return found


def _unwrapped(value: object) -> object:
    """Return what a wiki link shows, unquoted ones (lists to YAML) too, and a day without its time."""
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1:
            return _unwrapped(value[0][0])
        return [_unwrapped(item) if isinstance(item, str) else item for item in value]
    if not isinstance(value, str):
        return value
    link = _LINK.fullmatch(value.strip())
    timed = _TIMED.fullmatch(value.strip())
    return link[1] if link else timed[1] if timed else value


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
