"""Shared fixtures: the real catalog, the built site, a small web server for it, and a browser."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from bbb_stub.server import StubServer
from bundle import printing
from reference.catalog.contents import Catalog
from tests.once import made_once
from tests.real import ROOT, real_catalog
from tests.stub.provoke import Prober

CHROMIUM = next(filter(None, map(shutil.which, printing.CHROMIUM)), None)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real catalog."""
    return real_catalog()


def build(target: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Build the site strictly into a folder, with environment settings; the result holds what was printed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built strictly and without a warning."""

    def make(target: Path) -> None:
        result = build(target)
        assert result.returncode == 0, result.stderr
        assert "WARNING" not in result.stderr, result.stderr

    return made_once(tmp_path_factory, "site", make)


REPOSITORY = "https://git.example.org/you/errors"
PUBLIC = "https://example.org/errors/"


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as its repository publishes it: with an address, and with links to the repository."""

    def make(target: Path) -> None:
        result = build(target, SITE_URL=PUBLIC, REPO_URL=f"{REPOSITORY}/")
        assert result.returncode == 0, result.stderr

    return made_once(tmp_path_factory, "published_site", make)


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves files as a static host does: an unknown address gets 404.html."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's own page."""
        if code != 404 or self.directory is None:
            return super().send_error(code, message, explain)
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class SiteServer(ThreadingHTTPServer):
    """A web server that says nothing of browsers that left before its answer."""

    def handle_error(self, *address: Any) -> None:
        """Tell of everything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*address)


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """Address of a web server that serves the built site."""
    server = SiteServer(("127.0.0.1", 0), functools.partial(SiteHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def prober() -> Iterator[Prober]:
    """A stub server, and a client that sends it requests as the catalog's provocations describe them."""
    with StubServer() as stub, Prober(stub, real_catalog()) as found:
        yield found


@pytest.fixture
def server(prober: Prober) -> Prober:
    """The same, reset to its seed and its first settings."""
    prober.stub.reset()
    return prober


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install the package chromium")
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield instance
        instance.close()


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A fresh page that fails the test on a script error or a request to another host."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on(
        "request",
        lambda request: wrong.append(f"request to {request.url}") if _foreign(request.url, base_url) else None,
    )
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything that `make bundle` writes."""

    def make(out: Path) -> None:
        result = pack(ROOT, out)
        assert result.returncode == 0, result.stderr

    return made_once(tmp_path_factory, "dist", make)


def pack(root: Path, out: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Pack the reference as `make bundle` does, with environment settings; the result holds what was printed."""
    environment = {**os.environ, "PYTHONPATH": str(root / "hooks"), "SOURCE_DATE_EPOCH": "1795424000", **settings}
    command = [sys.executable, "-m", "bundle", "--out", str(out), *options]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def offline_site(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked zip, which works without a server."""
    [packed] = bundle.glob("*.zip")
    return made_once(tmp_path_factory, "offline", lambda place: shutil.unpack_archive(packed, place)) / packed.stem


@pytest.fixture
def offline_page(browser: Browser, offline_site: Path) -> Iterator[Page]:
    """A fresh page for the unpacked zip, without a network; it fails the test on any error or request outside."""
    base_url = f"{offline_site.as_uri()}/"
    context = browser.new_context(base_url=base_url)
    context.set_offline(True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    page.on("requestfailed", lambda request: wrong.append(f"not found: {request.url}") if _missing(request) else None)
    page.on(
        "request",
        lambda request: wrong.append(f"request to {request.url}") if _foreign(request.url, base_url) else None,
    )
    yield page
    context.close()
    assert wrong == []


def _missing(request: Request) -> bool:
    """Whether a request failed by itself; one that is aborted belongs to a page that was left while it loaded."""
    return request.failure != "net::ERR_ABORTED"


def _foreign(url: str, base_url: str) -> bool:
    return not url.startswith((base_url, "data:", "blob:"))
