"""queries of themegraph."""
