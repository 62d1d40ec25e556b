"""Where an example runs: against the stub as its file sets it, or against one release line after another.

An example of upgrades runs against both lines of each point that names it, and against 3.0. The stub plays the lines
that it knows; older.py answers for the others, with every release of a line for which it can.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile
from pathlib import PurePath

from bbb_stub.releases import RELEASES
from bbb_stub.server import StubServer
from bbb_wire.signing import EXAMPLE_HOST, EXAMPLE_SECRET
from reference.catalog.evidence import READ
from reference.snippets import Example
from tests.examples import older
from tests.real import real_catalog


@dataclass(frozen=True)
class Stage:
    """A server that an example runs against."""

    release: str
    """The release or line that it plays; empty for the stub as the example's file sets it."""
    origin: str
    """Scheme, host and port."""
    secret: str
    sleep: Callable[[float], None]
    """What takes the place of waiting."""

    @property
    def environment(self) -> dict[str, str]:
        """What a reader sets before running an example."""
        return {"BBB_URL": f"{self.origin}/bigbluebutton/", "BBB_SECRET": self.secret}

    def shown(self, output: str) -> str:
        """Output as pages show it: the server's address, which changes, is replaced by the example host."""
        return output.replace(self.origin, f"https://{EXAMPLE_HOST}")


def is_of_upgrades(example: Example) -> bool:
    """Whether an example runs against several lines."""
    return example.path.startswith("upgrades/")


def lines_of(example: Example) -> list[str]:
    """The lines that an example of upgrades must cope with, oldest first."""
    catalog = real_catalog()
    name = PurePath(example.path).stem
    steps = [step for step in catalog.upgrades.values() if any(point.example == name for point in step.points)]
    wanted = {READ, *(line for step in steps for line in (step.older, step.newer))}
    return [line for line in catalog.releases if line in wanted]


def stages(example: Example, server: StubServer, prepare: Callable[[Example, StubServer], None]) -> Iterator[Stage]:
    """Yield one server after the other; `prepare` sets a stub as the example's file says."""
    for line in lines_of(example) if is_of_upgrades(example) else [""]:
        if line in ("", READ):
            prepare(example, server)
            yield Stage(line, server.origin, server.secret, server.advance)
        elif line in RELEASES:
            with StubServer(release=line) as other:
                prepare(example, other)
                yield Stage(line, other.origin, other.secret, other.advance)
        else:
            for release in older.releases_of(line):
                with older.serve(release) as origin:
                    yield Stage(release, origin, EXAMPLE_SECRET, lambda _: None)


def together(outputs: Iterable[tuple[str, str]]) -> str:
    """Return what an example printed on each stage as one text; what is the same in a row stands once."""
    parts = []
    for text, group in groupby(outputs, key=lambda pair: pair[1]):
        releases = ", ".join(release for release, _ in group)
        parts.append(f"{releases}:\n{textwrap.indent(text, '  ')}" if releases else text)
    return "".join(parts)


def part(output: str, release: str) -> str:
    """Return what `together` wrote for one release; the whole text if it has no headings."""
    lines = output.splitlines(keepends=True)
    heading = next((n for n, line in enumerate(lines) if release in line.rstrip(":\n").split(", ")), None)
    if heading is None:
        return output
    return textwrap.dedent("".join(takewhile(lambda line: line.startswith(" "), lines[heading + 1 :])))
