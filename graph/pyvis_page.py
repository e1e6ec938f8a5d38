"""A pyvis network whose file asks nothing of a network, escapes every value and stands where it was computed."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from themegraph.graph.page.build import script_json
from themegraph.graph.page.write import replace_file

PACKAGE = "themegraph.graph.page"
TEMPLATE = "pyvis.html"
LIBRARY = "templates/lib/vis-9.1.2"
# Hands the data in the page to vis-network; a title is a text, which it never reads as markup.
DRAW = """(() => {
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = { nodes: new vis.DataSet(read("nodes")), edges: new vis.DataSet(read("edges")) };
const network = new vis.Network(document.getElementById("mynetwork"), data, read("options"));
network.once("afterDrawing", () => network.fit({ animation: false }));
})();"""


class StillNetwork(Network):  # type: ignore[misc]
    """A pyvis `Network` that writes itself with our template: one file, a strict policy, no litter beside it.

    All of pyvis can be used to style it. `write_html`, `save_graph` and `show` write the file whole or not at all.
    """

    def __init__(self, *, height: str, heading: str = "") -> None:
        super().__init__(height=height, width="100%", directed=True, cdn_resources="in_line", heading=heading)
        self.path = TEMPLATE
        self.templateEnv = Environment(loader=PackageLoader(PACKAGE), autoescape=True, undefined=StrictUndefined)
        self.templateEnv.filters |= {"script_json": script_json, "parsed": parsed}
        self.templateEnv.globals |= _parts()
        self.prep_notebook()

    def add_things(self, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> None:
        """Take nodes and edges as they are; pyvis itself searches a list for each one."""
        self.nodes += nodes
        self.edges += edges
        self.node_ids += [node["id"] for node in nodes]
        self.node_map |= {node["id"]: node for node in nodes}

    def write_html(
        self, name: str | os.PathLike[str], local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to a file, as UTF-8; raise UsageError where it may not be written."""
        replace_file(Path(name), self.generate_html(os.fspath(name), local, notebook).encode("utf-8"))
        if open_browser:
            import webbrowser

            webbrowser.open(Path(name).resolve().as_uri())


def parsed(options: object) -> Any:
    """Return the options of a network, which pyvis keeps as an object or as JSON, as data."""
    text = options if isinstance(options, str) else json.dumps(options, default=vars)
    return json.loads(text)


def _parts() -> dict[str, Any]:
    """Return the library, its style, our script, and the policy that admits these scripts alone."""
    folder = files("pyvis").joinpath(LIBRARY)
    library, style = (
        folder.joinpath(name).read_text(encoding="utf-8") for name in ("vis-network.min.js", "vis-network.css")
    )
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in (library, DRAW)
    )
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"library": Markup(library), "style": Markup(style), "draw": Markup(DRAW), "policy": policy}
