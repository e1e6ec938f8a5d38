"""A store behind a SPARQL 1.1 endpoint."""
