"""The magics: %%sparql, %ask and %explain."""

from __future__ import annotations

from typing import Any

from IPython.core.magic import Magics, cell_magic, line_magic, magics_class

from themegraph.drawings import draw_triples
from themegraph.errors import UsageError
from themegraph.graph.drawing import Drawing
from themegraph.graph.explain import Explanation
from themegraph.notebook.arguments import Arguments, read_arguments
from themegraph.notebook.complaint import pointed_at
from themegraph.notebook.session import graph_of
from themegraph.queries.answer import Answer
from themegraph.queries.header import question
from themegraph.queries.run import DEADLINE, ask

COMMON = ("store", "as", "deadline")


@magics_class
class ThemegraphMagics(Magics):
    """Questions to a graph from a notebook; each takes --store, --as and --deadline."""

    @cell_magic
    def sparql(self, line: str, cell: str) -> object:
        """Run the cell as a read-only query: %%sparql [--store S] [--as NAME] [--graph] [--deadline SECONDS]."""
        with pointed_at(cell):
            given = read_arguments(line, magic="%%sparql", options=COMMON, flags=("graph",))
            if given.words:
                raise UsageError(f"%%sparql takes no '{given.words[0]}' on its line", valid="the query below it")
            with graph_of(self._names(), given.values.get("store", "")) as graph:
                answer = graph.sparql(cell, deadline=given.seconds(DEADLINE))
                if isinstance(answer, bool):
                    return self._given(answer, given)
                if answer.triples and (shown := self._drawn(graph.store, answer, given)):
                    self._keep(answer, given)
                    return shown
            return self._given(answer, given)

    @line_magic
    def ask(self, line: str) -> object:
        """Ask a question of the library: %ask QUESTION [--parameter value …] [--evidence] [--known-by DATE]."""
        with pointed_at(line):
            name = line.split(maxsplit=1)[0] if line.strip() else ""
            if not name or name.startswith("--"):
                raise UsageError("no question is named", valid="%ask QUESTION --parameter value; TAB lists questions")
            asked = question(name)
            parameters = [parameter.name for parameter in asked.parameters]
            options = (*parameters, *COMMON, "known-by")
            given = read_arguments(line, magic=f"%ask {name}", options=options, flags=("evidence",))
            if len(given.words) > 1:
                raise UsageError(f"'{given.words[1]}' belongs to no parameter", valid=_example(parameters))
            with graph_of(self._names(), given.values.get("store", "")) as graph:
                answer = ask(
                    graph.store,
                    name,
                    {key: value for key, value in given.values.items() if key in parameters},
                    evidence="evidence" in given.flags,
                    known=given.values.get("known-by", ""),
                    deadline=given.seconds(DEADLINE),
                )
            return self._given(answer, given)

    @line_magic
    def explain(self, line: str) -> Explanation | None:
        """Show all that is known of a thing: %explain THING [--store S] [--as NAME]."""
        with pointed_at(line):
            given = read_arguments(line, magic="%explain", options=("store", "as"))
            if not given.words:
                raise UsageError("no thing is named", valid="%explain NAME, a label, alias or ticker")
            with graph_of(self._names(), given.values.get("store", "")) as graph:
                explained = graph.explain(" ".join(given.words))
            if name := given.variable():
                self._names()[name] = explained
            return explained

    def _names(self) -> dict[str, Any]:
        """Return the notebook's variables."""
        return self.shell.user_ns if self.shell else {}

    def _drawn(self, store: Any, answer: Answer, given: Arguments) -> Drawing | None:
        return draw_triples(store, answer) if "graph" in given.flags else None

    def _given(self, answer: Answer | bool, given: Arguments) -> object:
        """Keep an answer in the variable that --as names, and return what the cell shows."""
        if "graph" in given.flags:
            raise UsageError("--graph draws triples, and this query gives none", valid="CONSTRUCT { … } WHERE { … }")
        self._keep(answer, given)
        return answer

    def _keep(self, answer: Answer | bool, given: Arguments) -> None:
        """Put the answer into a variable: a DataFrame, or the truth of an ASK."""
        if name := given.variable():
            self._names()[name] = answer if isinstance(answer, bool) else answer.to_pandas()


def _example(parameters: list[str]) -> str:
    return " ".join(f"--{name} VALUE" for name in parameters) or "no parameters: this question takes none"
