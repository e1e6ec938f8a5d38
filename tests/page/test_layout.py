"""Layered columns: few crossings, boxes apart, the same places whatever the order of the input."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from themegraph.graph.exchange import exchanged
from themegraph.graph.layout import PITCH, crossings, layered, order_columns
from themegraph.graph.page.spread import HEIGHT, WIDTH, spread

NAMES = st.integers(0, 30).map("n{}".format)
GRAPHS = st.tuples(
    st.dictionaries(NAMES, st.integers(0, 4), min_size=1, max_size=25), st.lists(st.tuples(NAMES, NAMES), max_size=40)
)


def test_crossed_lines_are_uncrossed() -> None:
    columns = {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "z": 1}
    links = [("a", "z"), ("b", "y"), ("c", "x")]
    assert crossings({0: ["a", "b", "c"], 1: ["x", "y", "z"]}, links) == 3
    assert crossings(order_columns(columns, links), links) == 0


@settings(max_examples=50, deadline=None)
@given(GRAPHS)
def test_exchanging_neighbours_never_adds_a_crossing(graph: tuple[dict[str, int], list[tuple[str, str]]]) -> None:
    columns, edges = graph
    order: dict[int, list[str]] = {}
    for name in sorted(columns):
        order.setdefault(columns[name], []).append(name)
    links = sorted({(a, b) for a, b in edges if a in columns and b in columns and columns[a] != columns[b]})
    after = exchanged(order, links)
    assert crossings(after, links) <= crossings(order, links)
    assert {column: sorted(names) for column, names in after.items()} == order


def test_neighbours_are_exchanged_until_no_exchange_helps() -> None:
    order = {0: ["a", "b", "c"], 1: ["x", "y", "z"]}
    links = [("a", "z"), ("b", "x"), ("c", "y")]
    assert crossings(order, links) == 2
    assert exchanged(order, links) == {0: ["b", "c", "a"], 1: ["x", "y", "z"]}


def test_a_long_column_is_split_and_columns_follow_each_other() -> None:
    columns = {f"s{i:02}": 0 for i in range(20)} | {"t": 3}
    layout = layered(columns, [], rows=8)
    xs = {place.x for name, place in layout.places.items() if name != "t"}
    assert len(xs) == 3
    assert max(xs) < layout.spans[3][0] < layout.places["t"].x < layout.spans[3][1]


def test_boxes_of_known_height_do_not_touch() -> None:
    columns = {f"s{i}": 0 for i in range(9)}
    layout = layered(columns, [], heights=dict.fromkeys(columns, 100.0), rows=9)
    ys = sorted(place.y for place in layout.places.values())
    assert min(b - a for a, b in pairwise(ys)) >= 100


@settings(max_examples=50, deadline=None)
@given(GRAPHS)
def test_the_order_of_the_input_does_not_matter(graph: tuple[dict[str, int], list[tuple[str, str]]]) -> None:
    columns, edges = graph
    turned = dict(reversed(columns.items()))
    assert layered(columns, edges) == layered(turned, list(reversed(edges)))


@settings(max_examples=50, deadline=None)
@given(GRAPHS)
def test_every_name_stands_in_its_column_apart_from_others(graph: tuple[dict[str, int], list[tuple[str, str]]]) -> None:
    columns, edges = graph
    layout = layered(columns, edges)
    assert {name: place.column for name, place in layout.places.items()} == columns
    for a, b in combinations(layout.places.values(), 2):
        assert abs(a.x - b.x) > 100 or abs(a.y - b.y) >= PITCH - 14


@settings(max_examples=15, deadline=None)
@given(GRAPHS)
def test_a_network_has_no_boxes_on_each_other(graph: tuple[dict[str, int], list[tuple[str, str]]]) -> None:
    columns, edges = graph
    points = spread(columns, edges)
    assert points == spread(reversed(columns), reversed(edges))
    for (ax, ay), (bx, by) in combinations(points.values(), 2):
        assert abs(ax - bx) >= WIDTH - 1 or abs(ay - by) >= HEIGHT - 1


def test_nothing_to_lay_out() -> None:
    assert layered({}, []).places == {}
    assert spread([], []) == {}


def test_a_new_document_moves_little() -> None:
    """A few more names and lines: columns keep their order, most boxes stay where they were, or near."""
    columns = {f"s{i:02}": i % 5 for i in range(60)}
    edges = [(f"s{i:02}", f"s{(i * 7 + 3) % 60:02}") for i in range(60)]
    before = layered(columns, edges)
    after = layered(columns | {"new": 2, "newer": 4}, [*edges, ("new", "s04"), ("s01", "newer")])
    across = [abs(after.places[name].x - place.x) for name, place in before.places.items()]
    down = [abs(after.places[name].y - place.y) for name, place in before.places.items()]
    assert sum(move < 1 for move in across) >= 0.9 * len(across)
    assert sorted(down)[len(down) // 2] <= 0.1 * before.height
