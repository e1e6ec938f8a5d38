"""Find the thing that a name means in `current`: by IRI, label, alias or ticker."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from themegraph.errors import UnknownNameError
from themegraph.graph.attestation import label_of
from themegraph.graph.identities import standing_for
from themegraph.graph.quad_source import QuadSource
from themegraph.graph.vocabulary import ALT_LABEL, CURRENT, PREF_LABEL, RESOLVED, term
from themegraph.ontology.terms import AIID

NAMINGS = (PREF_LABEL, ALT_LABEL, term("hasTicker"))


def find_thing(database: QuadSource, name: str) -> NamedNode:
    """Return the entity that a name means, exact case before any other, labels before aliases before tickers.

    Raises UnknownNameError with near names where nothing has it, and with the candidates where several things do.
    """
    by_iri = _by_iri(database, name)
    if by_iri is not None:
        return by_iri
    wanted = " ".join(name.split())
    for find in (_exact, _folded):
        for naming in NAMINGS:
            matches = find(database, naming, wanted)
            if len(matches) == 1:
                return matches.pop()
            if matches:
                listed = sorted(f"{label_of(database, each)} ({short_iri(each)})" for each in matches)
                raise UnknownNameError(f"'{name}' names several things", valid=", ".join(listed))
    raise UnknownNameError(f"nothing is named '{name}'", valid=", ".join(near_names(database, name)))


def near_names(database: QuadSource, name: str) -> list[str]:
    """Return up to five names of things that are spelled alike."""
    spelled: dict[str, str] = {}
    for naming in NAMINGS:
        for text in sorted({text for text, _ in _names(database, naming)}):
            spelled.setdefault(text.casefold(), text)
    close = get_close_matches(name.casefold(), sorted(spelled), n=5, cutoff=0.6)
    return [spelled[text] for text in close]


def short_iri(thing: NamedNode) -> str:
    """Return the IRI of an entity as family/slug."""
    return thing.value.removeprefix(AIID)


def is_entity(database: QuadSource, thing: NamedNode) -> bool:
    """Say whether `current` describes a thing as an entity."""
    return any(True for _ in database.quads_for_pattern(thing, RESOLVED, None, CURRENT))


def _by_iri(database: QuadSource, name: str) -> NamedNode | None:
    for iri in (name, AIID + name):
        try:
            thing = standing_for(database, NamedNode(iri))
        except ValueError:
            continue
        if is_entity(database, thing):
            return thing
    return None


def _names(database: QuadSource, naming: NamedNode, folded: str = "") -> Iterator[tuple[str, NamedNode]]:
    """Yield the names of entities with the entities; with `folded` those that are this one but for case."""
    for quad in database.quads_for_pattern(None, naming, None, CURRENT):
        thing, text = quad.subject, quad.object
        if not isinstance(thing, NamedNode) or not isinstance(text, Literal):
            continue
        # Risks and signals have labels too, but are facts.
        if (not folded or text.value.casefold() == folded) and is_entity(database, thing):
            yield text.value, thing


def _exact(database: QuadSource, naming: NamedNode, wanted: str) -> set[NamedNode]:
    """Look a name up as it is written, in English or no language; no other name is read."""
    if not wanted.isascii() and any("\ud800" <= char <= "\udfff" for char in wanted):
        return set()
    names = (Literal(wanted), Literal(wanted, language="en"))
    found = {quad.subject for name in names for quad in database.quads_for_pattern(None, naming, name, CURRENT)}
    return {thing for thing in found if isinstance(thing, NamedNode) and is_entity(database, thing)}


def _folded(database: QuadSource, naming: NamedNode, wanted: str) -> set[NamedNode]:
    """Return the things whose name is this one but for case."""
    return {thing for _, thing in _names(database, naming, wanted.casefold())} if wanted else set()
