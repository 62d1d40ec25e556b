"""A decision as an SVG in the page: boxes one below the other, each a link, narrow enough for a phone.

The units are CSS pixels on a screen of 360 px, where the diagram is as wide as the text. Colors come from site.css.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from reference.catalog.refs import Ref, find_refs
from reference.catalog.symptoms import Box, Decision, DecisionQuestion
from reference.pages.links import Linker
from reference.pages.text import plain

WIDTH = 320
"""Width of the whole; a screen of 360 px has room for 328."""

FONT = 14
"""Size of all text."""

LINE, PAD, INDENT, STEM, GAP = 19, 10, 28, 14, 26
"""Height of a line, room inside a box, shift of a branch, shift of the line down, room for an answer above a box."""

_NARROW, _WIDE = frozenset("ijlt.,:;'!|()[] fr-"), frozenset("mwMW@%")


def text_width(text: str) -> float:
    """Return a width in which a text fits in any usual sans-serif font."""
    return sum(_letter(letter) for letter in text) * FONT


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE:
        return 0.98
    return 0.76 if letter.isupper() or not letter.isascii() else 0.63


def wrap(text: str, width: float) -> list[str]:
    """Return a text in lines that fit a width; a word that does not fit alone is cut."""
    lines: list[str] = []
    for word in (piece for each in text.split() for piece in _pieces(each, width)):
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _pieces(word: str, width: float) -> Iterator[str]:
    """Yield a word, in as many pieces as it takes to fit a width."""
    piece = ""
    for letter in word:
        if text_width(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


@dataclass(frozen=True)
class Placed:
    """A box with its place."""

    box: Box
    x: float
    y: float
    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """All boxes end at the right edge."""
        return WIDTH - 1 - self.x

    @property
    def height(self) -> float:
        """As many lines as the text has, and room around."""
        return len(self.lines) * LINE + 2 * PAD


@dataclass(frozen=True)
class Joint:
    """The line from a question to what an answer leads to, and where the answer is written."""

    start: Placed
    end: Placed
    answer: str

    @property
    def path(self) -> str:
        """Down, and to the right for a branch, with the head of an arrow."""
        x, top = self.start.x + STEM, self.start.y + self.start.height
        if self.end.x == self.start.x:
            y = self.end.y
            return f"M{x:g} {top:g}V{y:g}m-4 -6l4 6l4 -6"
        y = self.end.y + self.end.height / 2
        return f"M{x:g} {top:g}V{y:g}H{self.end.x:g}m-6 -4l6 4l-6 4"

    @property
    def label(self) -> tuple[float, float]:
        """Where the answer begins, on its base line."""
        right = self.end.x if self.end.x > self.start.x else self.start.x + STEM + 8
        return right, self.end.y - 8


@dataclass(frozen=True)
class Layout:
    """Where everything is."""

    placed: tuple[Placed, ...]
    joints: tuple[Joint, ...]

    @property
    def height(self) -> float:
        """Down to the end of the last box."""
        return max(each.y + each.height for each in self.placed) + 1


def layout(decision: Decision) -> Layout:
    """Return the place of each box: branches to the right, what goes straight on below."""
    placed: list[Placed] = []
    joints: list[Joint] = []

    def put(name: str, x: float, y: float) -> Placed:
        box = decision.boxes[name]
        text = plain(box.question if isinstance(box, DecisionQuestion) else box.end)
        here = Placed(box, x, y, tuple(wrap(text, WIDTH - 1 - x - 2 * PAD)))
        placed.append(here)
        if isinstance(box, DecisionQuestion):
            for number, choice in enumerate(box.answers, 1):
                shift = 0 if number == len(box.answers) else INDENT
                below = max(each.y + each.height for each in placed) + GAP
                joints.append(Joint(here, put(choice.then, x + shift, below), choice.answer))
        return here

    put(decision.questions[0].id, 1, 1)
    return Layout(tuple(placed), tuple(joints))


def target(box: Box) -> Ref:
    """Return where a box leads."""
    return next(find_refs(box.to))


def svg(decision: Decision, link: Linker) -> str:
    """Return a decision as SVG, in one line for each part."""
    return "\n".join(_parts(decision, link))


def _parts(decision: Decision, link: Linker) -> Iterator[str]:
    made, name = layout(decision), f"diagram-{decision.id}"
    yield (
        f'<svg class="diagram" viewBox="0 0 {WIDTH} {made.height:g}" role="group" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-about">'
    )
    yield f'<title id="{name}-title">{escape(plain(decision.title))}</title>'
    yield f'<desc id="{name}-about">{escape(plain(decision.summary))}</desc>'
    for joint in made.joints:
        x, y = joint.label
        yield f'<path class="diagram__line" d="{joint.path}"/>'
        yield f'<text class="diagram__answer" x="{x:g}" y="{y:g}">{escape(joint.answer)}</text>'
    for each in made.placed:
        kind = "question" if isinstance(each.box, DecisionQuestion) else "end"
        lines = "".join(
            f'<tspan x="{each.x + PAD:g}" y="{each.y + PAD + (n + 0.75) * LINE:g}">{escape(line)} </tspan>'
            for n, line in enumerate(each.lines)
        )
        yield (
            f'<a class="diagram__box diagram__box--{kind}" href="{escape(link.href(*link.place(target(each.box))))}">'
            f'<rect x="{each.x:g}" y="{each.y:g}" width="{each.width:g}" height="{each.height:g}" rx="4"/>'
            f"<text>{lines}</text></a>"
        )
    yield "</svg>"


def as_list(decision: Decision, link: Linker) -> str:
    """Return the same as a nested list in Markdown."""
    return "\n".join(_items(decision, link, decision.questions[0].id, "", 0))


def _items(decision: Decision, link: Linker, name: str, answer: str, depth: int) -> Iterator[str]:
    box = decision.boxes[name]
    text = box.question if isinstance(box, DecisionQuestion) else box.end
    led = f"**{answer}:** " if answer else ""
    yield f"{'    ' * depth}- {led}[{plain(text)}]({link.to(*link.place(target(box)))})"
    if isinstance(box, DecisionQuestion):
        for choice in box.answers:
            yield from _items(decision, link, choice.then, choice.answer, depth + 1)
