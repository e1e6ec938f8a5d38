"""Names that look like a mistyped one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near_names(name: str, known: Iterable[str], *, count: int = 3) -> tuple[str, ...]:
    """Return the known names nearest to `name`, best first; none where nothing is near.

    >>> near_names("suplliers-of", ["suppliers-of", "risks-of"])
    ('suppliers-of',)
    """
    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    wanted = name.casefold()
    near = difflib.get_close_matches(wanted, folded, n=count, cutoff=0.6)
    near += [text for text in folded if wanted and wanted in text and text not in near]
    return tuple(folded[text] for text in near[:count])
