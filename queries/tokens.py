"""The tokens of a SPARQL text with their places, told apart by context as the grammar does.

One character is ambiguous: `<` opens an IRI in a pattern and compares in an expression. A reader that guesses can be
led to take a clause for part of a string, so the kind of every bracket is tracked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themegraph.errors import QueryError

_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[^\w\s]"
_TERMINALS = (
    ("space", r"[ \t\r\n]+|\#[^\r\n]*"),
    ("iri", r"<(?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"),
    ("string", r'"""(?:(?:""?)?(?:[^"\\]|\\.))*"""' + r"|'''(?:(?:''?)?(?:[^'\\]|\\.))*'''"),
    ("string", r'"(?:[^"\\\r\n]|\\.)*"' + r"|'(?:[^'\\\r\n]|\\.)*'"),
    ("variable", r"[?$]\w+"),
    (
        "name",
        rf"(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:(?:[\w:]|{_ESCAPED})(?:(?:[\w:.\-]|{_ESCAPED})*(?:[\w:\-]|{_ESCAPED}))?)?",
    ),
    ("blank", r"_:\w(?:[\w.\-]*[\w\-])?"),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9\-]+)?"),
    ("number", r"\d+\.?\d*(?:[eE][+\-]?\d+)?|\.\d+(?:[eE][+\-]?\d+)?"),
    ("word", r"[A-Za-z_]\w*"),
    ("mark", r"<<\(|\)>>|<<|>>|\^\^|\|\||&&|!=|<=|>=|\{\||\|\}|[{}()\[\].,;=<>!*+/^|?\-~]"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.DOTALL)) for kind, pattern in _TERMINALS)
_OPERAND_ENDS = frozenset({"variable", "name", "iri", "string", "number", "language", "blank"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text and where it starts; `depth` counts the braces around it."""

    kind: str
    text: str
    start: int
    depth: int = 0

    @property
    def end(self) -> int:
        """Return the offset behind the token."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Tell whether this is one of these keywords, whatever the case."""
        return self.kind == "word" and self.text.upper() in words


def place(text: str, offset: int) -> str:
    """Return `line:column` of an offset, both counted from 1.

    >>> place("ab\\ncd", 4)
    '2:2'
    """
    before = text[:offset]
    return f"{before.count(chr(10)) + 1}:{offset - before.rfind(chr(10))}"


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a SPARQL text without spaces and comments; raise QueryError where there is none."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Token]:
    """Yield token after token, keeping the stack of open brackets."""
    brackets = _Brackets()
    offset = 0
    while offset < len(text):
        kind, found = _match(text, offset, operator=brackets.in_expression and brackets.after_operand)
        if kind != "space":
            token = Token(kind, found, offset, brackets.depth)
            yield token
            brackets.see(token)
        offset += len(found)


def _match(text: str, offset: int, *, operator: bool) -> tuple[str, str]:
    """Return kind and text of the token at an offset; `operator` says that `<` compares here."""
    if operator and text[offset] == "<":
        return "mark", text[offset : offset + 2] if text.startswith("<=", offset) else "<"
    for kind, pattern in _PATTERNS:
        if found := pattern.match(text, offset):
            return kind, found[0]
    raise QueryError(f"unexpected character {text[offset]!r}", where=f"query:{place(text, offset)}")


class _Brackets:
    """The open brackets: which of them hold expressions, and what came before."""

    def __init__(self) -> None:
        self.open: list[str] = ["clause"]
        self.seen: list[Token] = []

    @property
    def depth(self) -> int:
        """Count the open braces."""
        return sum(1 for kind in self.open[1:] if kind in ("pattern", "clause"))

    @property
    def in_expression(self) -> bool:
        """Tell whether the innermost bracket holds an expression."""
        return self.open[-1] == "expression"

    @property
    def after_operand(self) -> bool:
        """Tell whether an operand has just ended, so that an operator must follow."""
        last = self.seen[-1] if self.seen else None
        if last is None:
            return False
        return last.kind in _OPERAND_ENDS or last.text in (")", ")>>") or last.is_word("TRUE", "FALSE")

    def see(self, token: Token) -> None:
        """Follow one token."""
        if token.kind == "mark":
            self._see_mark(token.text)
        elif token.is_word("SELECT") and self.open[-1] == "pattern":
            self.open[-1] = "clause"
        self.seen = [*self.seen[-1:], token]

    def _see_mark(self, mark: str) -> None:
        """Open or close a bracket."""
        if mark == "{":
            self.open.append("pattern")
        elif mark == "(":
            self.open.append("expression" if self._opens_expression() else "list")
        elif mark in ("<<", "<<(", "[", "{|"):
            self.open.append("list")
        elif mark in ("}", ")", "]", ">>", ")>>", "|}") and len(self.open) > 1:
            self.open.pop()

    def _opens_expression(self) -> bool:
        """Tell whether a parenthesis here holds an expression rather than a path or a list."""
        if self.open[-1] in ("clause", "expression"):
            return True
        if self.open[-1] == "list" or not self.seen:
            return False
        last = self.seen[-1]
        if last.kind == "word":
            return last.text not in ("a", "true", "false") and not last.is_word("VALUES", "UNDEF")
        return last.kind in ("iri", "name") and len(self.seen) > 1 and self.seen[-2].is_word("FILTER")
