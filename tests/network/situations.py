"""What can be between a program and the API: every situation, opened for real on loopback."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.network import listeners, nginx
from tests.network.certificates import HOST, Certificates, make
from tests.network.listeners import WHOLE, answer, listening, saying

HASTE = 0.3
"""Seconds after which a client gives up where nothing comes."""

HTML5 = b"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Sign in</title>
<link rel="stylesheet" href="style.css">
</head>
<body><p>Please&nbsp;sign in<br>first.</p></body>
</html>
"""
TOMCAT = (
    '<!doctype html><html lang="en"><head><title>HTTP Status 500 \u2013 Internal Server Error</title></head>'
    "<body><h1>HTTP Status 500 \u2013 Internal Server Error</h1></body></html>"
).encode()


@dataclass(frozen=True)
class Situation:
    """One thing that goes wrong."""

    id: str
    cause: str
    """Id of the cause in the catalog."""
    when: str
    """What happens, in the words of the catalog."""
    url: str
    """The base URL that a client of the API gets."""
    path: str = "/api"
    """What a plain HTTP library gets behind it."""
    proxy: str | None = None
    parser: str | None = None
    """xml or json: the response arrives, and a parser is what complains."""
    ca: str | None = None
    """A file of trusted certificates that takes the place of the right one."""
    haste: bool = False
    """Nothing comes, so that the client should not wait long."""

    @property
    def address(self) -> str:
        """The address that a plain HTTP library calls."""
        return self.url + self.path


@dataclass(frozen=True)
class Network:
    """All that listens."""

    situations: tuple[Situation, ...]
    certificates: Certificates
    nginx: nginx.Nginx


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Network]:
    """Open all situations until the end of the block; an empty folder gets the files."""
    certificates = make(folder)
    (folder / "nginx").mkdir()
    with contextlib.ExitStack() as stack:
        closed = stack.enter_context(listeners.closed())
        unreachable = stack.enter_context(listeners.unreachable())
        silent = stack.enter_context(listening(listeners.silent))
        server = stack.enter_context(nginx.running(folder / "nginx", certificates, closed, silent))
        listen = partial(_listen, stack)
        situations = (
            *_connections(listen, _http(closed), _http(unreachable), _http(silent)),
            *_broken_answers(listen),
            *_certificates(listen, certificates),
            *_tls(listen, certificates, server),
            Situation("http-404", "status", "404", server.page(404)),
            Situation("http-502", "status", "502", server.page(502)),
            *_proxies(listen, closed),
            *_bodies(listen, server),
        )
        yield Network(situations, certificates, server)


def _http(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _https(port: int) -> str:
    return f"https://{HOST}:{port}"


def _listen(stack: contextlib.ExitStack, behave: listeners.Behavior, scheme: str = "http") -> str:
    """Start a server; return its address, by name where a certificate matters."""
    port = stack.enter_context(listening(behave))
    return _https(port) if scheme == "https" else _http(port)


def _connections(listen: partial[str], closed: str, unreachable: str, silent: str) -> Iterator[Situation]:
    """No connection, or no answer on it."""
    right = listen(saying(answer(WHOLE))).removeprefix("http://")
    yield Situation("dns", "dns", "the name doesn't resolve", "http://bbb.invalid/bigbluebutton")
    yield Situation("refused", "refused", "nothing listens on that port", closed)
    yield Situation("bad-url", "bad-url", "base URL without https://", right, "/ok.xml")
    for name, when, url in (
        ("time-out-connect", "no response to the connection attempt (firewall, wrong address)", unreachable),
        ("time-out-answer", "connected, then no response", silent),
        ("time-out-body", "the response stopped in the middle", listen(listeners.stalled)),
    ):
        yield Situation(name, "time-out", when, url, haste=True)


CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n" % len(listeners.CUT)
    + listeners.CUT
    + b"\r\n"
)


def _broken_answers(listen: partial[str]) -> Iterator[Situation]:
    """An answer that is no whole answer of HTTP, or leads nowhere."""
    for name, cause, when, behave in (
        ("reset", "reset", "the connection was reset", listeners.reset),
        ("empty", "empty", "the connection was closed without a response", listeners.empty),
        ("cut", "cut", "the body is shorter than Content-Length says", saying(answer(listeners.CUT, length=500))),
        ("cut-chunked", "cut", "a chunked body without its end", saying(CHUNKED)),
        ("no-http", "no-http", "the response isn't HTTP (wrong port)", listeners.greeting),
        ("redirect-loop", "redirect", "endless redirects", listeners.redirecting),
    ):
        yield Situation(name, cause, when, listen(behave))


def _certificates(listen: partial[str], certificates: Certificates) -> Iterator[Situation]:
    """A server for each certificate that is wrong."""
    for name, cause, when, chain in (
        ("tls-self-signed", "tls-chain", "self-signed certificate", certificates.self_signed),
        (
            "tls-unknown-issuer",
            "tls-chain",
            "untrusted issuer (your own CA, or an old CA bundle)",
            certificates.unknown_issuer,
        ),
        ("tls-unknown-root", "tls-chain", "complete chain, but an untrusted root", certificates.unknown_root),
        (
            "tls-no-intermediate",
            "tls-chain",
            "the server doesn't send its intermediate certificate",
            certificates.no_intermediate,
        ),
        ("tls-expired", "tls-expired", "the certificate has expired", certificates.expired),
        ("tls-name", "tls-name", "the certificate is for another host name", certificates.wrong_name),
    ):
        yield Situation(name, cause, when, listen(listeners.speaking_tls(chain, certificates.key), "https"))


def _tls(listen: partial[str], certificates: Certificates, server: nginx.Nginx) -> Iterator[Situation]:
    """A handshake that fails before a certificate matters."""
    outdated = listeners.outdated(certificates.good, certificates.key)
    for name, cause, when, url in (
        ("tls-reset", "reset", "reset during the TLS handshake", listen(listeners.reset, "https")),
        ("tls-closed", "empty", "closed during the TLS handshake", listen(listeners.hung_up, "https")),
        ("tls-version", "tls-version", "no common TLS version", listen(outdated, "https")),
        ("tls-to-plain", "tls-to-plain", "https sent to a plain http port", _https(server.plain)),
        ("plain-to-tls", "plain-to-tls", "http sent to an https port: nginx returns 400", _http(server.tls)),
    ):
        yield Situation(name, cause, when, url)
    missing = "/nonexistent.pem"
    yield Situation("tls-setup", "tls-setup", "the CA file doesn't exist", _https(server.tls), ca=missing)


def _proxies(listen: partial[str], closed: int) -> Iterator[Situation]:
    """Forward proxies that cannot be reached, or refuse."""
    login = listen(saying(answer(b"", "407 Proxy Authentication Required")))
    refuses = listen(saying(answer(b"", "403 Forbidden")))
    for name, when, scheme, proxy in (
        ("proxy-login", "the proxy requires a login (407)", "https", login),
        ("proxy-refuses", "the proxy refuses the tunnel (403)", "https", refuses),
        ("proxy-refused", "the proxy can't be reached", "http", _http(closed)),
        ("proxy-dns", "the proxy's name doesn't resolve", "http", "http://proxy.invalid:3128"),
    ):
        yield Situation(name, "proxy", when, f"{scheme}://bbb.example.org", "/", proxy=proxy)


def _bodies(listen: partial[str], server: nginx.Nginx) -> Iterator[Situation]:
    """Whole answers with a body that the parser does not like."""

    def served(kind: str, body: bytes) -> str:
        return listen(saying(answer(body, "200 OK", f"Content-Type: {kind}")))

    blank = b'\n<?xml version="1.0"?>' + WHOLE
    ampersand = b"<response><returncode>SUCCESS</returncode><name>A & B</name></response>"
    for name, cause, when, url in (
        ("nginx-page", "html-as-xml", "nginx's default page", server.page(404)),
        ("html5", "html-as-xml", "an HTML5 page with <meta> and <link>", served("text/html", HTML5)),
        ("tomcat-page", "html-as-xml", "page starting with <!doctype html>", served("text/html", TOMCAT)),
        ("text", "text-as-xml", "plain text", served("text/plain", b"NOT XML, just a line of text\n")),
        ("json", "json-as-xml", "JSON", served("application/json", b'{"response":{"returncode":"SUCCESS"}}')),
        ("empty-body", "empty", "empty body", served("text/xml", b"")),
        ("cut-xml", "cut", "XML that ends in the middle of a tag", served("text/xml", WHOLE[:42] + b"<ver")),
        ("blank", "blank-before-declaration", "a line break before the XML declaration", served("text/xml", blank)),
        ("ampersand", "bare-ampersand", "an unescaped & in a value", served("text/xml", ampersand)),
    ):
        yield Situation(name, cause, when, url, parser="xml")
    for name, cause, when, url in (
        ("xml-as-json", "xml-as-json", "an XML response from BigBlueButton read as JSON", served("text/xml", WHOLE)),
        ("nginx-page-as-json", "xml-as-json", "nginx's page read as JSON", server.page(502)),
        ("html5-as-json", "xml-as-json", "HTML page with a doctype read as JSON", served("text/html", HTML5)),
        ("empty-as-json", "empty", "empty body read as JSON", served("application/json", b"")),
    ):
        yield Situation(name, cause, when, url, parser="json")
