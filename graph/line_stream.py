"""Lines handed to the engine as it asks for them, so that the text of a large document is never held as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

_AT_ONCE = 500  # lines


class LineStream:
    """A binary file of lines, for reading only.

    >>> LineStream(["<a> <b> <c> .\\n"]).read(100)
    b'<a> <b> <c> .\\n'
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, none at the end; without a size all that is left."""
        if size is None or size < 0:
            return self._rest + "".join(self._lines).encode()
        if not self._rest:
            self._rest = "".join(islice(self._lines, _AT_ONCE)).encode()
        part, self._rest = self._rest[:size], self._rest[size:]
        return part


class CountedLines:
    """Lines of which those with a certain end are counted while they are taken.

    >>> lines = CountedLines(["a x", "b y", "c x"], "x")
    >>> list(lines), lines.count
    (['a x', 'b y', 'c x'], 2)
    """

    def __init__(self, lines: Iterable[str], end: str) -> None:
        self._lines, self._end = lines, end
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        """Yield the lines; once, if they can be made once only."""
        end = self._end
        for line in self._lines:
            if line.endswith(end):
                self.count += 1
            yield line
