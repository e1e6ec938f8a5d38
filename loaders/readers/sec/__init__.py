"""The reader of filings with the U.S. Securities and Exchange Commission."""

from themegraph.loaders.readers.sec.reader import SecReader

__all__ = ["SecReader"]
