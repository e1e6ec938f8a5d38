"""Our own direct properties, classes and names as a vocabulary: what others write with them is a claim of theirs."""

from __future__ import annotations

from functools import lru_cache

from themegraph.graph.vocabulary import ALT_LABEL, PREF_LABEL
from themegraph.loaders.rdf.rules import FactRule, Step, Thing, Vocabulary
from themegraph.ontology.codes import SCHEMES
from themegraph.ontology.terms import AII, CLASSES, RELATIONS


@lru_cache(maxsize=1)
def own_terms() -> Vocabulary:
    """Return the vocabulary of direct statements in our terms."""
    classes = [name for name, line in CLASSES.items() if "NamedThing" in line]
    return Vocabulary(
        name="themegraph",
        things=tuple(Thing((AII + name,), name) for name in classes),
        names=((Step((PREF_LABEL.value,)),),),
        aliases=((Step((ALT_LABEL.value,)),),),
        codes=tuple((scheme, (Step((AII + scheme,)),)) for scheme in SCHEMES),
        facts=tuple(
            FactRule(
                relation.name,
                (Step((AII + relation.shortcut,)),),
                subject_type=_first(relation.subject_types),
                object_type=_first(relation.object_types),
            )
            for relation in RELATIONS.values()
            if relation.shortcut
        ),
    )


def _first(names: tuple[str, ...]) -> str:
    """Return the class of an end that says nothing of its kind: a company where it may be one."""
    return "Company" if "Company" in names else next(iter(names), "")
