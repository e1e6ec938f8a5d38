"""One query to run: checked, with its values and its limit, and what comes of it; what crosses to a child process."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from themegraph.errors import QueryError, ThemegraphError
from themegraph.graph.results import Result, Term
from themegraph.queries import limits
from themegraph.queries.guard import CheckedQuery, engine_error

Reply = Result | ThemegraphError
# Answers a query: its text, the terms of its variables, the most rows that are wanted.
Ask = Callable[[str, Mapping[str, Term], int | None], Result]
NARROWER = "a narrower pattern, or LIMIT"


@dataclass(frozen=True, slots=True)
class Job:
    """A checked query, the terms of its variables, how many rows are wanted (None: all), and a column that is not."""

    query: CheckedQuery
    values: Mapping[str, Term] = field(default_factory=dict)
    limit: int | None = None
    without: str = ""

    def run(self, ask: Ask) -> Reply:
        """Return the result, one row longer than the limit as a sign that there are more, or the error to raise."""
        more = None if self.limit is None else self.limit + 1
        try:
            result = ask(self.query.text, dict(self.values), more)
        except ThemegraphError as error:
            return engine_error(self.query, error)
        except MemoryError:
            return QueryError(limits.ended(-signal.SIGABRT, limits.MEMORY), valid=NARROWER)
        except (ValueError, OSError, RuntimeError) as error:
            return QueryError(str(error) or type(error).__name__)
        triples = None if result.triples is None else result.triples[:more]
        return self._narrowed(replace(result, rows=result.rows[:more], triples=triples))

    def _narrowed(self, result: Result) -> Result:
        if self.without not in result.variables:
            return result
        at = result.variables.index(self.without)
        rows = tuple(row[:at] + row[at + 1 :] for row in result.rows)
        return replace(result, variables=result.variables[:at] + result.variables[at + 1 :], rows=rows)
