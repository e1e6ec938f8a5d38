"""One HTML file from the data of a page: pyvis with a template of our own, everything inline, nothing fetched."""

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
    "dom", "data", "words", "quotation", "state", "filters", "search", "shapes", "lines", "canvas", "views", "tooltip",
    "cards", "panel", "table", "take", "keys", "appearance", "legend", "main",
)  # fmt: skip
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
UNSAFE_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "selectConnectedEdges": False, "keyboard": False},
}


def build_page(data: PageData) -> str:
    """Return the page as one HTML text; the same data gives the same text."""
    from pyvis.network import Network

    view = view_of(data)
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = [{"id": thing["key"]} for thing in view["things"]]
    network.edges = _edges(view["facts"])
    network.options = OPTIONS
    network.templateEnv = _environment()
    network.path = "page.html"
    network.templateEnv.globals.update(_parts(data, view))
    return str(network.generate_html())


def _edges(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one edge for all facts of one relation between the same two things."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for fact in facts:
        if "ends" in fact:
            grouped.setdefault((*fact["ends"], fact["relation"]), []).append(fact["key"])
    return [
        {"id": keys[0], "from": source, "to": target, "relation": relation, "facts": keys}
        for (source, target, relation), keys in grouped.items()
    ]


def _parts(data: PageData, view: dict[str, Any]) -> dict[str, Any]:
    """Return what the template needs beside the network: texts, styles, scripts and the policy that admits them."""
    vis, app = _vis_network(), _joined("js", SCRIPTS)
    return {
        "page_title": data.title,
        "subtitle": _subtitle(data),
        "styles": Markup(_joined("css", STYLES)),
        "scripts": [Markup(vis), Markup(app)],
        "policy": _policy(vis, app),
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
    return " · ".join([*texts, f"known to {latest}"] if latest else texts)


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
    text = "\n".join((folder / f"{name}.{kind}").read_text(encoding="utf-8") for name in names)
    return f'(() => {{\n"use strict";\n{text}}})();\n' if kind == "js" else text


@cache
def _vis_network() -> str:
    """Return the library as one text; the pointer to its source map goes, lest a debugger fetch it."""
    text = files("pyvis").joinpath(VIS_NETWORK).read_text(encoding="utf-8")
    return text.rpartition("//# sourceMappingURL=")[0] or text
