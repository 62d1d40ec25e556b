"""Certificates of a certificate authority that lives as long as the tests, made by openssl."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

HOST = "localhost"
"""The name that right certificates are for."""

OTHER = "bbb.example.org"
"""The name in the certificate with the wrong name."""

CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc")
AUTHORITY = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign"


@dataclass(frozen=True)
class Certificates:
    """Paths of PEM files. Clients trust `root` and nothing else; each chain begins with the server's certificate."""

    key: Path
    """The private key of all servers."""
    root: Path
    good: Path
    """A whole chain: the server's certificate and the intermediate one."""
    no_intermediate: Path
    expired: Path
    wrong_name: Path
    self_signed: Path
    unknown_issuer: Path
    """Signed by an authority that clients do not trust."""
    unknown_root: Path
    """The same, sent with that authority's own certificate."""


def make(folder: Path) -> Certificates:
    """Make all certificates in a folder.

    Args:
        folder: Where the files go; it exists.

    Returns:
        Where each file is.
    """
    maker = _Maker(folder)
    root, stranger = maker.root("root"), maker.root("stranger")
    key = maker.request("server", HOST)
    maker.request("intermediate", "intermediate authority")
    intermediate = maker.signed("intermediate", "intermediate", root, AUTHORITY)
    leaf = maker.signed("leaf", "server", intermediate, f"subjectAltName=DNS:{HOST},IP:127.0.0.1")
    foreign = maker.signed("foreign", "server", stranger, f"subjectAltName=DNS:{HOST},IP:127.0.0.1")
    return Certificates(
        key=key,
        root=root,
        good=_chain(folder / "good.pem", leaf, intermediate),
        no_intermediate=leaf,
        expired=maker.signed("expired", "server", root, f"subjectAltName=DNS:{HOST},IP:127.0.0.1", days=-1),
        wrong_name=maker.signed("wrong_name", "server", root, f"subjectAltName=DNS:{OTHER}"),
        self_signed=maker.self_signed("self_signed", key),
        unknown_issuer=foreign,
        unknown_root=_chain(folder / "unknown_root.pem", foreign, stranger),
    )


def _chain(path: Path, *certificates: Path) -> Path:
    """Write several certificates into one file."""
    path.write_text("".join(each.read_text() for each in certificates))
    return path


class _Maker:
    """Runs openssl in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _run(self, *words: str | Path) -> None:
        command = ["openssl", *map(str, words)]
        result = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr

    def root(self, name: str) -> Path:
        """Make an authority that signs itself; its key lies beside it."""
        files = ("-keyout", f"{name}.key", "-out", f"{name}.pem")
        self._run("req", "-x509", *CURVE, *files, "-subj", f"/CN={name} authority", "-addext", "keyUsage=keyCertSign")
        return self._folder / f"{name}.pem"

    def request(self, name: str, subject: str) -> Path:
        """Make a key and what an authority needs in order to sign it; return the key."""
        self._run("req", *CURVE, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={subject}")
        return self._folder / f"{name}.key"

    def signed(self, name: str, request: str, issuer: Path, extension: str, days: int = 30) -> Path:
        """Have an authority sign; a certificate of -1 days ended a day before it began."""
        extensions = self._folder / f"{name}.ext"
        extensions.write_text(f"{extension}\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n")
        signer = ("-CA", issuer, "-CAkey", issuer.with_suffix(".key"), "-extfile", extensions)
        self._run("x509", "-req", "-in", f"{request}.csr", *signer, "-days", str(days), "-out", f"{name}.pem")
        return self._folder / f"{name}.pem"

    def self_signed(self, name: str, key: Path) -> Path:
        """Make a certificate that is its own issuer, as servers are given for a first try."""
        names = f"subjectAltName=DNS:{HOST},IP:127.0.0.1"
        self._run("req", "-x509", "-key", key, "-out", f"{name}.pem", "-subj", f"/CN={HOST}", "-addext", names)
        return self._folder / f"{name}.pem"
