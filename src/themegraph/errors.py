"""Exceptions of themegraph: one root, few branches, each saying what, where and what would be valid."""

from __future__ import annotations


class ThemegraphError(Exception):
    """Root of every error that themegraph raises on purpose.

    `where` names a file, line, offset or IRI; `valid` says what would have been accepted.
    """

    def __init__(self, what: str, *, where: str = "", valid: str = "") -> None:
        self.what, self.where, self.valid = what, where, valid
        super().__init__(what)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} (valid: {self.valid})" if self.valid else text


class UsageError(ThemegraphError, ValueError):
    """The call was wrong: an unknown option value, question or parameter (exit status 2)."""


class ReadError(ThemegraphError, ValueError):
    """A document could not be read: missing, empty, binary, badly encoded, too large."""


class RuleError(ThemegraphError, ValueError):
    """A relation or registry file is malformed."""


class ClaimError(ThemegraphError, ValueError):
    """A claim breaks the contract, so the gate refuses it."""


class StoreError(ThemegraphError, RuntimeError):
    """The store could not be opened, read or written."""


class StoreInUseError(StoreError):
    """Another process holds the store open for writing."""


class QueryError(ThemegraphError, ValueError):
    """A query is malformed, refused by the guard, or ran out of its deadline."""


class UnknownNameError(ThemegraphError, LookupError):
    """Nothing in the graph or the library answers to this name."""
