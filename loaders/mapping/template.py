"""Words with references to cells in them: `$(column)`, as YARRRML writes them."""

from __future__ import annotations

from themegraph.loaders.mapping.model import Parts, Reference


def parts_of(text: str) -> Parts:
    r"""Return words and references in order; brackets within a column's name are in pairs, or behind a backslash.

    Raises ValueError for a reference that is empty or never closes.

    >>> parts_of("+$(Size (USD bn))e9")
    ('+', Reference(column='Size (USD bn)'), 'e9')
    >>> parts_of(r"\$(as it is)"), parts_of("")
    (('$(as it is)',), ())
    """
    parts: list[str | Reference] = []
    words, at = "", 0
    while at < len(text):
        if text.startswith(("\\$", "\\(", "\\)", "\\\\"), at):
            words, at = words + text[at + 1], at + 2
        elif text.startswith("$(", at):
            column, at = _reference(text, at + 2)
            parts += [words, Reference(column)] if words else [Reference(column)]
            words = ""
        else:
            words, at = words + text[at], at + 1
    return (*parts, words) if words else tuple(parts)


def _reference(text: str, at: int) -> tuple[str, int]:
    """Return the column's name and where the text goes on behind its bracket."""
    name, depth = "", 0
    while at < len(text):
        if text[at] == "\\" and text[at + 1 : at + 2] in ("(", ")", "\\"):
            name, at = name + text[at + 1], at + 2
            continue
        if text[at] == ")" and not depth:
            if not name.strip():
                raise ValueError("a reference without a name: $()")
            return name, at + 1
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        name, at = name + text[at], at + 1
    raise ValueError(f"a reference that never closes: $({name[:80]}")
