"""Forms of the graph beside plain RDF: networks for other programs, tables, and RDF 1.2."""
