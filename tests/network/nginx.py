"""nginx of Debian, with a configuration of its own, on free ports."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from tests.network.certificates import Certificates
from tests.network.listeners import port

TEMPLATE = Path(__file__).with_name("nginx.conf")
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
"""Debian puts it where only root's PATH leads."""


@dataclass(frozen=True)
class Nginx:
    """A running nginx. A location of its plain port is named after the status that it answers."""

    plain: int
    tls: int
    loud: int
    """A plain port whose pages name the version of nginx."""

    def page(self, status: int) -> str:
        """The address of a location, as a base URL; what comes below it makes no difference."""
        return f"http://127.0.0.1:{self.plain}/{status}"


@contextlib.contextmanager
def running(folder: Path, certificates: Certificates, closed: int, silent: int) -> Iterator[Nginx]:
    """Run nginx until the end of the block.

    nginx inherits sockets that listen already. So no other program can take its ports, and nobody waits for it:
    requests queue until it takes them.

    Args:
        folder: An empty folder for its files.
        certificates: Those of its TLS ports.
        closed: A port on which nobody listens, for a program behind nginx that is down.
        silent: A port that never answers, for a program behind nginx that is slow.
    """
    assert PROGRAM is not None, "nginx is missing"
    (folder / "root/405/api").mkdir(parents=True)
    (folder / "root/405/api/create").touch()
    (folder / "nobody").touch()
    names = ("plain", "tls", "loud")
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=50)) for _ in names]
        ports = dict(zip(names, map(port, sockets), strict=True))
        filled = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
            ports,
            user="user root;" if os.geteuid() == 0 else "",
            folder=folder,
            closed=closed,
            silent=silent,
            certificate=certificates.good,
            key=certificates.key,
        )
        (folder / "nginx.conf").write_text(filled, encoding="utf-8")
        handles = [each.fileno() for each in sockets]
        process = subprocess.Popen(
            [PROGRAM, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
            env={"NGINX": "".join(f"{handle};" for handle in handles)},
            pass_fds=handles,
            stderr=subprocess.DEVNULL,  # all of it is in the log
        )
    try:
        yield Nginx(**ports)
    finally:
        process.terminate()
        status = process.wait(timeout=10)
        assert status == 0, (folder / "error.log").read_text(encoding="utf-8")
