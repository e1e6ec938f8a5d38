"""Names with a prefix, as a mapping writes them, to IRIs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

# Those that every mapping in YARRRML has, as far as such mappings use them.
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "schema": "http://schema.org/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "dc": "http://purl.org/dc/terms/",
        "dcterms": "http://purl.org/dc/terms/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "time": "http://www.w3.org/2006/time#",
    }
)
SCHEMES = frozenset({"http", "https", "urn", "mailto", "tag", "info"})
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*)?:(?!//)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def expanded(name: str, prefixes: Mapping[str, str]) -> str:
    """Return a name with its prefix written out; what has no known prefix stays. Raises LookupError for an unknown one.

    >>> expanded("rdf:type", PREFIXES), expanded("https://example.org/a", PREFIXES), expanded("a/b", PREFIXES)
    ('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 'https://example.org/a', 'a/b')
    """
    found = _PREFIXED.match(name)
    if found and (found[1] or "") in prefixes:
        return prefixes[found[1] or ""] + name[found.end() :]
    scheme = _SCHEME.match(name)
    if found and not (scheme and scheme[1].lower() in SCHEMES):
        raise LookupError(f"the prefix '{found[0]}' is not declared")
    return name
