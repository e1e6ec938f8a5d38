"""What `%load_ext themegraph` adds to IPython."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from themegraph.api import Graph
from themegraph.errors import ThemegraphError
from themegraph.notebook.calls import call_suggestions
from themegraph.notebook.complaint import CellError, cell_lines, in_line
from themegraph.notebook.completion import suggestions
from themegraph.notebook.magics import ThemegraphMagics
from themegraph.notebook.session import own_graph

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def load(shell: InteractiveShell) -> None:
    """Register the magics and their completion; loading again changes nothing."""
    shell.register_magics(ThemegraphMagics(shell))
    shell.set_custom_exc((ThemegraphError,), _show_error)  # type: ignore[no-untyped-call]
    completer = shell.Completer
    if completer is not None and not any(hasattr(each, "of_themegraph") for each in completer.custom_matchers):
        completer.custom_matchers.append(_matcher(shell))


def _show_error(shell: Any, kind: type[BaseException], error: BaseException, trace: Any, **_: object) -> list[str]:
    """Print a mistake without the inside of the library: which line of which cell, what is wrong, what is valid."""

    def cell(filename: str) -> str:
        named = shell.compile.format_code_name(filename)
        return " ".join(named) if named else ""

    lines = getattr(error, "lines", None) or cell_lines(cast(ThemegraphError, error), cell)
    if isinstance(error, CellError):
        lines = [*in_line(error, cell), *lines]
    shell._showtraceback(kind, error, lines)
    return list(lines)


def _matcher(shell: InteractiveShell) -> Any:
    """Return a matcher that knows the notebook's variables."""
    from IPython.core.completer import CompletionContext, SimpleCompletion, context_matcher

    @context_matcher(identifier="themegraph")  # type: ignore[untyped-decorator]
    def match(context: CompletionContext) -> dict[str, Any]:
        """Suggest what could stand at the cursor of a magic."""
        lines = context.full_text.split("\n")[: context.cursor_line]
        cursor = sum(len(line) + 1 for line in lines) + context.cursor_position
        try:
            graph = own_graph(shell.user_ns)
        except ThemegraphError:
            graph = None
        graphs = [name for name, value in shell.user_ns.items() if isinstance(value, Graph) and name[0] != "_"]
        found = suggestions(context.full_text, cursor, graph, graphs)
        found = found or call_suggestions(context.full_text[:cursor], shell.user_ns)
        if not found:
            return {"completions": []}
        fragment = context.full_text[found.start : cursor]
        listed = [SimpleCompletion(text=text, type="themegraph") for text in found.texts]
        return {"completions": listed, "matched_fragment": fragment, "suppress": found.only, "ordered": True}

    match.of_themegraph = True
    return match
