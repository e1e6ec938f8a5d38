"""One HTML file from the data of a page: template, style, script and data inline, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from themegraph.graph.page.model import PageData
from themegraph.graph.page.view import view_of

PACKAGE = "themegraph.graph.page"
STYLES = ("colours", "frame", "filters", "panel", "table", "print")
SCRIPTS = (
    "dom", "data", "words", "quotation", "state", "known", "filters", "search", "shapes", "lines", "groups", "overview", "camera",
    "scene", "labels", "paint", "network", "places", "flows", "timeline", "views", "pick", "pointer", "path", "cards", "panel", "glance", "table", "vector",
    "sparql", "take", "keys", "appearance", "legend", "main",
)  # fmt: skip
UNSAFE_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def build_page(data: PageData) -> str:
    """Return the page as one HTML text; the same data gives the same text."""
    view, script = view_of(data), _joined("js", SCRIPTS)
    return _environment().get_template("page.html").render(_parts(data, view, script))


def _parts(data: PageData, view: dict[str, Any], script: str) -> dict[str, Any]:
    """Return what the template needs: texts, styles, the script and the policy that admits it."""
    return {
        "page_title": data.title,
        "subtitle": _subtitle(data),
        "styles": Markup(_joined("css", STYLES)),
        "script": Markup(script),
        "policy": _policy(script),
        "view": view,
        "linked": data.linked,
    }


def _subtitle(data: PageData) -> str:
    stating = {claim.document for fact in data.facts for claim in fact.evidence}
    papers = Counter(paper.registry for paper in data.papers if paper.key in stating)
    latest = max((paper.issued for paper in data.papers if paper.key in stating), default="")
    texts = [
        _counted(len(data.facts), "fact"),
        _counted(len(data.things), "thing"),
        _counted(papers[False], "document"),
    ]
    return " · ".join(text for text in (*texts, latest and f"known to {latest}", data.note) if text)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _policy(*scripts: str) -> str:
    """Return a content security policy that runs these scripts and nothing else."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def script_json(value: object) -> Markup:
    """Return JSON that cannot end the script element it stands in.

    >>> print(script_json("</script>"))
    "\\u003c/script\\u003e"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.encode("utf-8", "replace").decode().translate(UNSAFE_IN_SCRIPT))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(PACKAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["script_json"] = script_json
    return environment


@cache
def _joined(kind: str, names: tuple[str, ...]) -> str:
    """Return our own style sheets or scripts as one text; scripts share one strict scope."""
    folder = files(PACKAGE) / "assets" / kind
    text = "\n".join(_bare((folder / f"{name}.{kind}").read_text(encoding="utf-8")) for name in names)
    return f'(() => {{\n"use strict";\n{text}\n}})();\n' if kind == "js" else text


def _bare(source: str) -> str:
    """Leave out indentation, empty lines and lines of comment, which a reader of the file does not need."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
