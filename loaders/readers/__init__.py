"""Readers: one module a format, chosen by content first, then by name."""

from themegraph.loaders.readers.base import Content, Fit, Parsed, Reader, choose, read_with, readers, suffixes

__all__ = ["Content", "Fit", "Parsed", "Reader", "choose", "read_with", "readers", "suffixes"]
