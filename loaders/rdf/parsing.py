"""Bytes of RDF to settled lines of N-Quads: run in a child process, as parsers of hostile bytes may end their process."""

from __future__ import annotations

from urllib.parse import quote

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from themegraph.errors import ReadError
from themegraph.loaders.rdf.formats import format_of, head_of, is_packed
from themegraph.loaders.rdf.guards import TURTLE, check_depth, check_elements, check_entities, unpacked, with_contexts

MOST_QUADS = 2_000_000
TASK = "themegraph.loaders.rdf.parsing:settled"


def settled(data: bytes, where: str) -> tuple[str, str]:
    """Return the media type and the file's statements, each a line of canonical N-Quads, in order.

    Blank nodes have the labels of RDF Dataset Canonicalization. Raises ReadError where the file is not RDF.
    """
    kind = format_of(where, head_of(data))
    if kind is None:
        raise ReadError(
            "not RDF of a known form", where=where, valid="Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML"
        )
    plain = unpacked(data, where) if is_packed(data) else data
    plain = _guarded(plain.removeprefix(b"\xef\xbb\xbf"), kind, where)
    quads = _parsed(plain, kind, where)
    if any(isinstance(end, BlankNode) for quad in quads for end in (quad.subject, quad.object, quad.graph_name)):
        quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in quads)
    return kind.media_type, "".join(lines)


def _guarded(data: bytes, kind: RdfFormat, where: str) -> bytes:
    if kind == RdfFormat.RDF_XML:
        check_entities(data, where)
        check_elements(data, where)
    elif kind == RdfFormat.JSON_LD:
        check_depth(data, where)
        return with_contexts(data, where)
    else:
        check_depth(data, where, TURTLE)
    return data


def _parsed(data: bytes, kind: RdfFormat, where: str) -> Dataset:
    """Parse into a set of quads; the place of a fault is in the error."""
    quads = Dataset()
    base = "file:///" + quote(where.rpartition("/")[2])
    try:
        for number, quad in enumerate(parse(data, kind, base_iri=base)):
            if number >= MOST_QUADS:
                raise ReadError(f"more than {MOST_QUADS:,} statements", where=where, valid="a smaller file, or several")
            quads.add(quad)
    except SyntaxError as error:
        place = f"{where}, line {error.lineno}" if error.lineno else where
        raise ReadError(f"not {kind.name}: {error.msg}", where=place, valid=f"sound {kind.name}") from error
    except ValueError as error:
        raise ReadError(f"not {kind.name}: {error}", where=where, valid=f"sound {kind.name}") from error
    if not len(quads):
        raise ReadError("holds no statement", where=where, valid="RDF with at least one triple")
    return quads
