"""Tables of one's own by a mapping in a standard language: what each column means, as RDF, row by row."""
