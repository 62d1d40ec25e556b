"""Old and alternative addresses: the spelling of a key in any case, and the keys of aliases.

Addresses that differ from a page's own only in case get no file: on a disk that ignores case they would
overwrite the page. The 404 page looks them up in the list of addresses instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from reference.catalog.contents import Catalog
from reference.catalog.model import Error
from reference.catalog.vocabulary import address_of
from reference.pages.links import Linker, error_uri, public_url
from reference.pages.templates import render

DATA_URI = "assets/data/addresses.json"
"""Where the 404 page finds the list."""


def aliases(catalog: Catalog) -> Iterator[tuple[str, str, Error]]:
    """Alias key, its address, and the entry it leads to."""
    for error in catalog.errors.values():
        for alias in error.aliases:
            if alias.key:
                yield alias.key, address_of(alias.key), error


def addresses(catalog: Catalog, uris: Iterable[str]) -> dict[str, str]:
    """Lower-case address without the last slash -> the page's own address, for all pages and alias keys."""
    known: dict[str, str] = {}
    for key, address, error in aliases(catalog):
        known |= dict.fromkeys(
            (f"errors/{key}".lower(), f"errors/{address}".lower()), public_url(error_uri(error.address))
        )
    for error in catalog.errors.values():
        if error.key:
            known[f"errors/{error.key}".lower()] = public_url(error_uri(error.address))
    for uri in uris:
        url = public_url(uri)
        if url:
            known[url.rstrip("/").lower()] = url
    return dict(sorted(known.items()))


def files(catalog: Catalog, uris: Iterable[str], directory_urls: bool) -> Iterator[tuple[str, str]]:
    """Path and text of the list of addresses and of every redirect page."""
    yield DATA_URI, json.dumps(addresses(catalog, uris), indent=0) + "\n"
    yield from redirect_pages(catalog, directory_urls)


def redirect_pages(catalog: Catalog, directory_urls: bool) -> Iterator[tuple[str, str]]:
    """Path and HTML of a redirect for each alias key whose address is no page's own in any case."""
    taken = {address.lower() for address in catalog.errors}
    for key, address, error in aliases(catalog):
        if address.lower() in taken:
            continue
        uri = f"errors/{address}/index.html" if directory_urls else f"errors/{address}.html"
        link = Linker(catalog, error_uri(address), directory_urls)
        href = link.href(error_uri(error.address))
        yield uri, render("redirect.html.j2", alias=key, name=error.name, href=href)
