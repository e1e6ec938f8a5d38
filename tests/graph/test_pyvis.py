"""The graph as a pyvis network."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page as TabPage

from themegraph.errors import UsageError
from themegraph.graph.claim import Reading
from themegraph.graph.network import to_networkx
from themegraph.graph.pyvis_network import to_pyvis
from themegraph.graph.store import EmbeddedStore
from themegraph.graph.testing import Page, unknown


def test_pyvis_has_the_things_and_facts(store: EmbeddedStore, rich: Reading) -> None:
    """Each entity is a node, each fact an edge with its sentence."""
    store.update_document(rich)
    store.derive()
    network, drawn = to_networkx(store), to_pyvis(store)
    assert {node["id"] for node in drawn.nodes} == set(network.nodes)
    assert len(drawn.edges) == network.number_of_edges() > 5
    assert any(edge["title"].startswith("Acme investsIn Bolt") for edge in drawn.edges)


def test_hostile_names_stay_data(store: EmbeddedStore) -> None:
    """A name with markup cannot end the script that holds it."""
    page = Page("https://example.org/hostile")
    name = "</script><script>alert(1)</script>"
    page.claim("investsIn", unknown("acme", label=name), unknown("bolt"))
    store.update_document(page.reading())
    store.derive()
    written = to_pyvis(store).generate_html()
    assert "alert(1)" in written
    assert name not in written


def test_it_stands_still_where_it_was_computed(store: EmbeddedStore, rich: Reading) -> None:
    """Every node has a place, boxes lie apart, and physics is off."""
    store.update_document(rich)
    store.derive()
    drawn = to_pyvis(store)
    places = [(node["x"], node["y"]) for node in drawn.nodes]
    assert all(abs(a - c) > 100 or abs(b - d) > 40 for (a, b), (c, d) in combinations(places, 2))
    assert drawn.options.physics.enabled is False
    assert to_pyvis(store).generate_html() == drawn.generate_html()


def test_only_money_is_wide(store: EmbeddedStore, rich: Reading) -> None:
    """An amount widens its line; a line without one has the least width."""
    store.update_document(rich)
    store.derive()
    edges = to_pyvis(store).edges
    assert {edge["width"] for edge in edges if edge["label"] != "invests in"} == {1.0}
    assert any(edge["width"] > 1 for edge in edges if edge["label"] == "invests in")


def test_the_file_is_one_and_asks_for_nothing(store: EmbeddedStore, rich: Reading, tmp_path: Path) -> None:
    """No address in any attribute, a policy with the hashes of its two scripts, no folder beside the file."""
    store.update_document(rich)
    store.derive()
    drawn = to_pyvis(store)
    drawn.heading = "<img src=x onerror=alert(1)>"
    drawn.write_html(str(tmp_path / "network.html"))
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]
    text = (tmp_path / "network.html").read_text(encoding="utf-8")
    assert "<img" not in text
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert digest.replace("+", "&#43;") in text.replace("+", "&#43;")
    bare = re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)
    assert not re.findall(r"(?:src|href)=\"(?!data:,)", bare)
    assert not re.findall(r"<[^>]+\son\w+=", bare)


def test_a_missing_folder_is_named(store: EmbeddedStore, tmp_path: Path) -> None:
    """Nothing is written where there is no folder."""
    with pytest.raises(UsageError, match="cannot be written"):
        to_pyvis(store).write_html(str(tmp_path / "no" / "network.html"))


@pytest.mark.browser
def test_hostile_names_run_nothing_in_a_browser(store: EmbeddedStore, tab: TabPage, tmp_path: Path) -> None:
    """Names, titles and headings that would run stand there as text; the network draws; nothing is fetched."""
    names = [
        "<img src=x onerror=window.ran=1>", "</script><script>window.ran=1</script>", "javascript:window.ran=1", "href=x",
        "${window.ran=1}", "{{ 7 * 7 }}", "\u2028window.ran=1", "'-window.ran=1-'", "<a href='javascript:window.ran=1'>x</a>",
        "한국어 주식회사", "Gesellschaft für Hochspannungsanlagen und Übertragungstechnik", "👩‍👩‍👧‍👦", "العربية",
    ]  # fmt: skip
    page = Page("https://example.org/hostile")
    for index, name in enumerate(names):
        page.claim("investsIn", unknown(f"from{index}", label=name), unknown(f"to{index}", label=name + " x"))
    store.update_document(page.reading())
    store.derive()
    drawn = to_pyvis(store)
    drawn.heading = names[1]
    drawn.write_html(str(tmp_path / "network.html"))
    requests: list[str] = []
    troubles: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("console", lambda message: troubles.append(message.text))
    tab.goto((tmp_path / "network.html").as_uri())
    tab.wait_for_timeout(600)
    canvas = tab.locator("#mynetwork canvas")
    colours = "c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size"
    assert canvas.evaluate(colours) > 20
    for x in range(200, 1200, 60):
        tab.mouse.move(x, 300)
    assert tab.evaluate("window.ran") is None
    assert troubles == []
    assert [url for url in requests if not url.startswith(("data:", "file:"))] == []
