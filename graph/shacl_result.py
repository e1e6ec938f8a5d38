"""What a shape finds, whichever engine evaluated it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result: severity by its local name, focus node, value (empty where none) and words."""

    severity: str
    focus: str
    value: str
    message: str
