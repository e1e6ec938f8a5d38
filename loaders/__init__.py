"""loaders of themegraph."""
