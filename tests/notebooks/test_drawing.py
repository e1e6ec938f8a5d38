"""Drawings: what stands where, what is left out, and that no text becomes markup."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

import themegraph
from themegraph.errors import UnknownNameError, UsageError
from themegraph.graph.drawing.model import BETWEEN, MOST_BOXES, MOST_LINES, Box, Line, Picture, merged, steps_from
from themegraph.graph.drawing.svg import to_svg
from themegraph.graph.drawing.text import name_lines
from themegraph.graph.page.model import Evidence, Fact, PageData, Thing

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&\u202e\x00\x1b[31m'


def elements(svg: str, name: str) -> list[ElementTree.Element]:
    """Return the elements of an SVG by their name; it must be well formed."""
    return list(ElementTree.fromstring(svg).iter(SVG + name))


def test_suppliers_stand_left_of_their_customers(graph: themegraph.Graph) -> None:
    drawn = graph.draw("Quantrel Inc.", relations=["suppliesTo"])
    columns = {box.label: box.column for box in drawn.picture.boxes}
    assert columns == {"Orlandu Inc.": 0, "Zyblat Corp.": 0, "Quantrel Inc.": 1}
    assert [line.note for line in drawn.picture.lines] == ["valves", "pumps"]
    assert len(elements(drawn.svg, "rect")) == 6  # three boxes, two notes and the ground


def test_two_hops_reach_what_one_does_not(graph: themegraph.Graph) -> None:
    one = graph.draw("Orlandu Inc.", relations=["suppliesTo"])
    two = graph.draw("Orlandu Inc.", hops=2, relations=["suppliesTo"])
    assert (len(one.picture.boxes), len(two.picture.boxes)) == (2, 3)


def test_a_line_carries_its_sentence(graph: themegraph.Graph) -> None:
    hints = [title.text or "" for title in elements(graph.draw("Quantrel Inc.").svg, "title")]
    assert any("“Zyblat Corp. supplies pumps to Quantrel Inc. for its plants.”" in hint for hint in hints)


def test_a_drawing_is_saved(graph: themegraph.Graph, tmp_path: Path) -> None:
    drawn = graph.draw("Quantrel Inc.")
    assert drawn.save(tmp_path / "drawn.svg").read_text(encoding="utf-8") == drawn.svg


def test_what_cannot_be_drawn_is_said(graph: themegraph.Graph) -> None:
    with pytest.raises(UsageError, match="nothing is named"):
        graph.draw()
    with pytest.raises(UsageError, match="0 hops"):
        graph.draw("Quantrel Inc.", hops=0)
    with pytest.raises(UnknownNameError, match="Quantrel Inc"):
        graph.draw("Quantrell Inc.")


def test_too_many_things_are_counted_not_drawn() -> None:
    from themegraph.graph.drawing.around import around

    things = tuple(Thing(f"i{n}", f"i{n}", f"Thing {n}", "Company") for n in range(400))
    said = (Evidence("c", "d", "Words."),)
    facts = tuple(Fact(f"f{n}", f"f{n}", "suppliesTo", f"i{n}", "i0", evidence=said) for n in range(1, 400))
    picture = around(PageData("many", things, facts, ()), ["i0"], hops=1)
    assert len(picture.boxes) == MOST_BOXES
    assert picture.left_out == f"{400 - MOST_BOXES} more things within 1 hop: too many to draw"
    assert "too many to draw" in to_svg(picture)


def test_too_many_lines_are_counted_not_drawn() -> None:
    from themegraph.graph.drawing.around import around

    things = tuple(Thing(f"i{n}", f"i{n}", f"Thing {n}", "Company") for n in range(40))
    said = (Evidence("c", "d", "Words."),)
    pairs = [(n, m) for n in range(40) for m in range(40) if n != m]
    facts = tuple(Fact(f"f{n}-{m}", f"f{n}-{m}", "suppliesTo", f"i{n}", f"i{m}", evidence=said) for n, m in pairs)
    picture = around(PageData("many", things, facts, ()), ["i0"], hops=1)
    assert len(picture.lines) == MOST_LINES
    assert picture.left_out == f"{len(pairs) - MOST_LINES:,} more lines: too many to draw"


def test_notes_do_not_lie_on_each_other() -> None:
    boxes = (*(Box(f"s{n}", f"S{n}") for n in range(6)), Box("c", "C", column=1), Box("d", "D", column=1))
    lines = [Line(f"s{n}", end, "suppliesTo", "supplies to", "memory chips") for n in range(6) for end in "cd"]
    svg = to_svg(Picture("many", boxes, tuple(lines)))
    notes = [each for each in elements(svg, "text") if each.text == "memory chips"]
    places = [(float(each.attrib["x"]), float(each.attrib["y"])) for each in notes]
    assert len(places) == 12
    near = [(a, b) for n, a in enumerate(places) for b in places[:n] if abs(a[0] - b[0]) < 70 and abs(a[1] - b[1]) < 12]
    assert near == []


def test_a_line_names_its_wares_each_once(graph: themegraph.Graph, tmp_path: Path) -> None:
    page = tmp_path / "wares.txt"
    page.write_text(
        "Zyblat Corp. supplies valves to Quantrel Inc. for its plants.\n"
        "Zyblat Corp. supplies steel valves to Quantrel Inc. for its plants.\n"
        "Zyblat Corp. supplies pumps to Quantrel Inc. for its plants.\n",
        encoding="utf-8",
    )
    with themegraph.Graph() as made:
        made.build(page)
        drawn = made.draw("Quantrel Inc.", relations=["suppliesTo"])
    assert sorted(drawn.picture.lines[0].note.split(BETWEEN)) == ["pumps", "valves"]
    assert any("valves" in (each.text or "") and "pumps" in (each.text or "") for each in elements(drawn.svg, "text"))


def test_hostile_texts_stay_texts() -> None:
    boxes = (Box("a", HOSTILE), Box("b", "B", column=1))
    svg = to_svg(Picture(HOSTILE, boxes, (Line("a", "b", "suppliesTo", "supplies to", HOSTILE, True, (HOSTILE,)),)))
    assert elements(svg, "script") == []
    assert not {"\u202e", "\x00", "\x1b"} & set(svg)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_lines_between_the_same_things_are_one() -> None:
    lines = [
        Line("a", "b", "holds", "holds", "7%", False, ("X.",)),
        Line("a", "b", "holds", "holds", "9%", True, ("Y.",)),
    ]
    assert merged(lines) == (Line("a", "b", "holds", "holds", "7% · 9%", True, ("X.", "Y.")),)


def test_circles_end() -> None:
    lines = [Line("a", "b", "", ""), Line("b", "c", "", ""), Line("c", "a", "", "")]
    assert steps_from(["a"], lines, 6) == {"a": 0, "b": 1, "c": -1}


@pytest.mark.parametrize("label", ["", "\n", "A" * 400, "한국" * 60])
def test_any_name_fits_its_box(label: str) -> None:
    lines = name_lines(label)
    assert 1 <= len(lines) <= 3
    assert max(map(len, lines)) <= 17
