"""What could stand between the quotation marks of a call: graph.ask("…", company="…"), graph.explain("…"), graph.draw("…")."""

from __future__ import annotations

import re
from collections.abc import Mapping

from themegraph.api import Graph
from themegraph.notebook.completion import Suggestions, filtered, labels, values_of
from themegraph.queries.header import questions

FIRST = re.compile(r"""\b(\w+)\.(ask|explain|draw)\(\s*(["'])((?:(?!\3)[^\n])*)\Z""")
MORE = re.compile(r"""\b(\w+)\.draw\([^()\n]*,\s*(["'])((?:(?!\2)[^\n])*)\Z""")
VALUE = re.compile(r"""\b(\w+)\.ask\(\s*["']([\w\-]+)["'],[^()\n]*?\b(\w+)\s*=\s*(["'])((?:(?!\4)[^\n])*)\Z""")
NAME = re.compile(r"""\b(\w+)\.ask\(\s*["']([\w\-]+)["'],(?:[^()\n]*,)?\s*(\w*)\Z""")


def call_suggestions(before: str, names: Mapping[str, object]) -> Suggestions | None:
    """Return what could stand at the end of a text of Python; None where it is no call of a graph's."""

    def called(found: re.Match[str] | None) -> Graph | None:
        graph = names.get(found[1]) if found else None
        return graph if isinstance(graph, Graph) else None

    asked = {each.name: each for each in questions()}
    if (found := FIRST.search(before)) and (graph := called(found)):
        listed = list(asked) if found[2] == "ask" else labels(graph)
        return filtered(found[4], len(before) - len(found[4]), listed)
    if (found := MORE.search(before)) and (graph := called(found)):
        return filtered(found[3], len(before) - len(found[3]), labels(graph))
    if (found := VALUE.search(before)) and (graph := called(found)) and found[2] in asked:
        wanted = [each for each in asked[found[2]].parameters if each.variable == found[3]]
        listed = [value for each in wanted for value in values_of(each, graph)]
        return filtered(found[5], len(before) - len(found[5]), listed)
    if (found := NAME.search(before)) and called(found) and found[2] in asked:
        listed = [f"{each.variable}=" for each in asked[found[2]].parameters]
        return filtered(
            found[3], len(before) - len(found[3]), [*listed, "evidence=", "known_by=", "deadline=", "limit="]
        )
    return None
