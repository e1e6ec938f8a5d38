"""The magics: %%sparql and %sparql, %ask and %explain."""

from __future__ import annotations

import inspect
from typing import Any

from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class, no_var_expand

from themegraph.api import Graph
from themegraph.drawings import draw_triples
from themegraph.errors import UsageError
from themegraph.notebook.arguments import Arguments, first_word, options_and_text, read_arguments
from themegraph.notebook.complaint import pointed_at
from themegraph.notebook.manual import ask_manual, question_manual
from themegraph.notebook.session import graph_of
from themegraph.queries.answer import Answer
from themegraph.queries.header import question
from themegraph.queries.run import DEADLINE, LIMIT, ask

COMMON = ("store", "as", "deadline", "limit")


@magics_class
class ThemegraphMagics(Magics):
    """Questions to a graph from a notebook; each takes --store, --as and --help."""

    @no_var_expand
    @line_cell_magic
    def sparql(self, line: str, cell: str | None = None) -> object:
        """Run a read-only SPARQL query, which the cell or the rest of the line holds.

        %%sparql [--store S] [--as NAME] [--graph] [--limit ROWS] [--deadline SECONDS]

          --store S           a variable, a folder or an address; else the notebook's own graph
          --as NAME           keep the rows in a variable, as a DataFrame; of an ASK its truth
          --graph             draw the triples of a CONSTRUCT or DESCRIBE
          --limit ROWS        show no more rows; 10,000 by default
          --deadline SECONDS  stop the query; 10 by default

        Prefixes such as aii:, skos: and dcterms: need no declaration.
        """
        magic, options = "%%sparql", line
        if cell is None:
            magic, (options, cell) = "%sparql", options_and_text(line, flags=("graph",))
        with pointed_at(options, magic=magic):
            given = read_arguments(self._expanded(options), magic=magic, options=COMMON, flags=("graph",))
            if given.asks_for_help:
                return self._print_manual("sparql")
            if given.words:
                raise UsageError(f"{magic} takes no '{given.words[0]}' on its line", valid="the query below it")
            deadline, limit = given.seconds(DEADLINE), given.limit(LIMIT)
            self._check_name(given)
        with pointed_at(cell), graph_of(self._names(), given.values.get("store", "")) as graph:
            answer = graph.sparql(cell, deadline=deadline, limit=limit)
            if "graph" not in given.flags:
                return self._kept(answer, given)
            if isinstance(answer, bool) or not answer.triples:
                raise UsageError(
                    "--graph draws triples, and this query gives none", valid="CONSTRUCT { … } WHERE { … }"
                )
            self._kept(answer, given)
            return draw_triples(graph.store, answer)

    @line_magic
    def ask(self, line: str) -> object:
        """Ask a question of the library.

        %ask QUESTION [--PARAMETER VALUE …] [--evidence] [--known-by DATE]
             [--store S] [--as NAME] [--limit ROWS] [--deadline SECONDS]

          --evidence       the sentences behind each row
          --known-by DATE  only what was published by a day: YYYY-MM-DD, YYYY-MM or YYYY
          --store S        a variable, a folder or an address; else the notebook's own graph
          --as NAME        keep the rows in a variable, as a DataFrame

        %ask --help lists the questions, %ask QUESTION --help the parameters of one; so does TAB.
        """
        with pointed_at(line, magic="%ask"):
            name = first_word(line, flags=("evidence",))
            if not name and {"-h", "--help"} & set(line.split()):
                return self._print_manual("ask", ask_manual())
            if not name:
                raise UsageError("no question is named", valid="%ask QUESTION --parameter value; TAB lists questions")
            asked = question(name)
            parameters = [parameter.name for parameter in asked.parameters]
            options = (*parameters, *COMMON, "known-by")
            given = read_arguments(line, magic=f"%ask {name}", options=options, flags=("evidence",))
            if given.asks_for_help:
                print(question_manual(asked))
                return None
            if len(given.words) > 1:
                raise UsageError(f"'{given.words[1]}' belongs to no parameter", valid=_example(parameters))
            self._check_name(given)
            with graph_of(self._names(), given.values.get("store", "")) as graph:
                answer = ask(
                    graph.store,
                    name,
                    {key: value for key, value in given.values.items() if key in parameters},
                    evidence="evidence" in given.flags,
                    known=given.values.get("known-by", ""),
                    deadline=given.seconds(DEADLINE),
                    limit=given.limit(LIMIT),
                )
            return self._kept(answer, given)

    @line_magic
    def explain(self, line: str) -> object:
        """Show all that is known of a thing, each fact with its sentences.

        %explain THING [--store S] [--as NAME]

          THING      a label, another name, a ticker or an IRI; quotation marks are not needed
          --store S  a variable, a folder or an address; else the notebook's own graph
          --as NAME  keep the explanation in a variable
        """
        with pointed_at(line, magic="%explain"):
            given = read_arguments(line, magic="%explain", options=("store", "as"))
            if given.asks_for_help:
                return self._print_manual("explain")
            if not given.words:
                raise UsageError("no thing is named", valid="%explain NAME, a label, alias or ticker")
            self._check_name(given)
            with graph_of(self._names(), given.values.get("store", "")) as graph:
                explained = graph.explain(" ".join(given.words))
            if name := given.variable():
                self._names()[name] = explained
            return explained

    def _names(self) -> dict[str, Any]:
        """Return the notebook's variables."""
        return self.shell.user_ns if self.shell else {}

    def _expanded(self, options: str) -> str:
        """Put in variables that options name as $name or {name}; a query keeps its braces and signs."""
        return str(self.shell.var_expand(options)) if self.shell else options  # type: ignore[no-untyped-call]

    def _print_manual(self, magic: str, more: str = "") -> Any:
        """Print what a magic does, from its docstring."""
        print(inspect.cleandoc(getattr(self, magic).__doc__), *([f"\n{more}"] if more else []), sep="\n")

    def _check_name(self, given: Arguments) -> None:
        """Raise UsageError where --as names no variable, or one that holds a graph."""
        name = given.variable()
        if name and isinstance(self._names().get(name), Graph):
            raise UsageError(f"--as '{name}' would replace a graph", valid="another name, such as --as rows")

    def _kept(self, answer: Answer | bool, given: Arguments) -> Answer | bool:
        """Put the answer into the variable that --as names: a DataFrame, or the truth of an ASK; return the answer."""
        if name := given.variable():
            self._names()[name] = answer if isinstance(answer, bool) else answer.to_pandas()
        return answer


def _example(parameters: list[str]) -> str:
    return " ".join(f"--{name} VALUE" for name in parameters) or "no parameters: this question takes none"
