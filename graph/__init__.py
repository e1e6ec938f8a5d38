"""graph of themegraph."""
