"""What engines do differently: where their endpoints lie, how they sign in, how much one update may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from themegraph.errors import UsageError

Scheme = Literal["basic", "digest"]


@dataclass(frozen=True, slots=True)
class Profile:
    """An engine. `query`, `update` and `graphs` follow the address; `update_triples` limits one request (None: none).

    `deadline` is the form field that holds the deadline in the engine's unit,
    as many of them as a second has. An engine is `atomic` if it applies a request with several operations as a whole.
    """

    name: str
    query: str = ""
    update: str = ""
    graphs: str = ""
    scheme: Scheme = "basic"
    update_triples: int | None = None
    atomic: bool = True
    deadline: tuple[str, int] | None = None


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("sparql", atomic=False),
        Profile("oxigraph", "/query", "/update", "/store"),
        Profile("fuseki", "/query", "/update", "/data", deadline=("timeout", 1)),
        Profile("graphdb", "", "/statements", "/rdf-graphs/service", deadline=("timeout", 1)),
        Profile("stardog", "/query", "/update", "", deadline=("timeout", 1000)),
        Profile("neptune", "/sparql", "/sparql", "/sparql/gsp/"),
        Profile("qlever", atomic=False),
        Profile(
            "virtuoso", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth", "digest", 800, False,
            ("timeout", 1000),
        ),
    )
}  # fmt: skip
_ADDRESS = re.compile(r"(?:(?P<engine>[a-z]+)\+)?(?P<url>https?://[^\s/]+\S*)")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is served, and by which engine."""

    profile: Profile
    url: str

    def __str__(self) -> str:
        return f"{self.profile.name}+{self.url}"

    @property
    def query(self) -> str:
        """The address of the query service."""
        return self.url + self.profile.query

    @property
    def update(self) -> str:
        """The address of the update service."""
        return self.url + self.profile.update


def is_address(text: str) -> bool:
    """Whether the name of a store is an address and no path.

    >>> is_address("oxigraph+http://127.0.0.1:7878"), is_address("./store")
    (True, False)
    """
    return re.match(r"(?:[a-z]+\+)?https?://", text) is not None


def address_of(text: str) -> Address:
    """Return the parts of an address. Raises UsageError for an unknown engine, or a password within the address.

    >>> address_of("oxigraph+http://127.0.0.1:7878/").query
    'http://127.0.0.1:7878/query'
    """
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise UsageError(f"'{text}' is no address of a store", valid="ENGINE+http://HOST:PORT/PATH")
    engine = found["engine"] or "sparql"
    if engine not in PROFILES:
        raise UsageError(f"no engine is called '{engine}'", valid=", ".join(PROFILES))
    if "@" in found["url"].split("/")[2]:
        raise UsageError(
            "an address with a password in it", valid="THEMEGRAPH_STORE_USER and THEMEGRAPH_STORE_PASSWORD"
        )
    if "?" in found["url"] or "#" in found["url"]:
        raise UsageError(f"'{text}' has a query or fragment", valid="ENGINE+http://HOST:PORT/PATH")
    return Address(PROFILES[engine], found["url"].rstrip("/"))
