"""Make the calls that stand on standard input, and print what httpx, requests, urllib and the parsers say.

In: {"ca": path, "tasks": [{"id", "url", "seconds", "proxy" or null, "parser": "xml", "json" or null, "ca": path}]}.
The path beside the tasks is that of all but one; programs without a setting for each call leave that one out.
Out: {"versions": {tool: version}, "texts": {tool: {id: text}}}; a call without an error has a text that begins with OK.
"""

from __future__ import annotations

import json
import platform
import ssl
import sys
import urllib.request
import xml.dom.minidom
import xml.etree.ElementTree
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from typing import Any

import httpx
import requests
from lxml import etree

given = json.load(sys.stdin)


def context(task: Any) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=task["ca"])


def by_httpx(task: Any) -> Any:
    with httpx.Client(
        verify=context(task), proxy=task["proxy"], timeout=task["seconds"], trust_env=False, follow_redirects=True
    ) as http:
        return http.get(task["url"]).raise_for_status() if not task["parser"] else http.get(task["url"])


def by_requests(task: Any) -> Any:
    with requests.Session() as http:
        http.trust_env, http.verify = False, task["ca"]
        http.proxies = {"http": task["proxy"], "https": task["proxy"]} if task["proxy"] else {}
        response = http.get(task["url"], timeout=task["seconds"])
        if not task["parser"]:
            response.raise_for_status()
        return response


def by_urllib(task: Any) -> bytes:
    proxies = {"http": task["proxy"], "https": task["proxy"]} if task["proxy"] else {}
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=context(task))
    )
    with opener.open(task["url"], timeout=task["seconds"]) as response:
        body: bytes = response.read()
        return body


CLIENTS: dict[str, Callable[[Any], Any]] = {"httpx": by_httpx, "requests": by_requests, "urllib": by_urllib}
XML: dict[str, Callable[[bytes], Any]] = {
    "ElementTree": xml.etree.ElementTree.fromstring,
    "lxml.etree": etree.fromstring,
    "minidom": xml.dom.minidom.parseString,
}
VERSIONS = {
    "httpx": httpx.__version__,
    "requests": version("requests"),
    "urllib": platform.python_version(),
    "ElementTree": platform.python_version(),
    "lxml.etree": etree.__version__,
    "minidom": platform.python_version(),
}
texts: dict[str, dict[str, str]] = defaultdict(dict)


def note(tool: str, task: Any, call: Callable[[], Any]) -> None:
    """Keep what a call says: the exception as Python prints it."""
    try:
        call()
    except Exception as error:
        kind = type(error)
        name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        texts[tool][task["id"]] = f"{name}: {error}"
    else:
        texts[tool][task["id"]] = "OK"


for each in given["tasks"]:
    if each["parser"] == "xml":
        body = by_httpx(each).content
        for tool, parse in XML.items():
            note(tool, each, partial(parse, body))
    elif each["parser"] == "json":
        for tool in ("httpx", "requests"):
            note(tool, each, CLIENTS[tool](each).json)
    else:
        for tool, fetch in CLIENTS.items():
            note(tool, each, partial(fetch, each))
json.dump({"versions": VERSIONS, "texts": texts}, sys.stdout)
