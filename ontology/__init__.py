"""ontology of themegraph."""
