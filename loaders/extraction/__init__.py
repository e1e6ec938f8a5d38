"""extraction of themegraph."""
