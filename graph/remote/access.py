"""How a client reaches a server: who signs in, whose certificates count, through which proxy; all by environment."""

from __future__ import annotations

import os
import ssl
from typing import TYPE_CHECKING

from themegraph.errors import UsageError
from themegraph.graph.remote.profile import Address

if TYPE_CHECKING:
    import httpx

USER, PASSWORD, TOKEN = "THEMEGRAPH_STORE_USER", "THEMEGRAPH_STORE_PASSWORD", "THEMEGRAPH_STORE_TOKEN"
AUTHORITIES, PROXY = "THEMEGRAPH_STORE_CA", "THEMEGRAPH_STORE_PROXY"


def client_of(address: Address) -> httpx.Client:
    """Return a client that signs in as the environment says; raise UsageError where it cannot. No secret is in a message.

    Nothing else of the environment counts (no .netrc, no HTTP_PROXY), and no redirect is followed: a password must not
    travel to another host.
    """
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise UsageError(
            "a store on a server needs the package httpx", where=str(address), valid="pip install 'themegraph[remote]'"
        ) from error
    return httpx.Client(
        auth=_auth(address),
        headers=_headers(),
        follow_redirects=False,
        trust_env=False,
        verify=_authorities() if address.url.startswith("https:") else True,
        proxy=_proxy(),
    )


def _auth(address: Address) -> httpx.Auth | None:
    import httpx

    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if not user:
        return None
    if ":" in user:
        raise UsageError(f"the name in {USER} holds a colon, which HTTP does not allow", valid="a name without one")
    return httpx.DigestAuth(user, password) if address.profile.scheme == "digest" else httpx.BasicAuth(user, password)


def _headers() -> dict[str, str]:
    """Return the header of a token; a line's end behind it, as a file has it, is no part of it."""
    token = os.environ.get(TOKEN, "").strip()
    if not token or os.environ.get(USER):
        return {}
    if not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError(f"what {TOKEN} holds is no token", valid="printable ASCII without spaces")
    return {"authorization": f"Bearer {token}"}


def _authorities() -> ssl.SSLContext | bool:
    """Return what certificates are checked against: the file that is named, else the authorities of the package."""
    path = os.environ.get(AUTHORITIES, "")
    if not path:
        return True
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as error:
        what = f"{AUTHORITIES} names no file of certificates: {error.strerror if isinstance(error, OSError) else error}"
        raise UsageError(what, where=path, valid="a PEM file") from error


def _proxy() -> str | None:
    """Return the proxy's address; it may hold a password, so no message repeats it."""
    proxy = os.environ.get(PROXY, "")
    if proxy and not proxy.startswith(("http://", "https://")):
        raise UsageError(f"{PROXY} is no address of a proxy", valid="http://HOST:PORT")
    return proxy or None
