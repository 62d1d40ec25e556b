"""The diagrams of decisions: nothing overlaps, every text fits, every box leads somewhere, and a phone shows it all."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser

from reference.catalog.contents import Catalog
from reference.catalog.symptoms import Decision
from reference.pages import diagram
from reference.pages.diagram import FONT, WIDTH, Placed
from reference.pages.links import Linker, symptoms_uri
from tests.real import real_catalog

DECISIONS = list(real_catalog().decisions.values())
PHONE = 360


def overlap(one: Placed, other: Placed) -> bool:
    """Whether two boxes share a point."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.fixture(params=DECISIONS, ids=lambda decision: decision.id)
def decision(request: pytest.FixtureRequest) -> Decision:
    """Each decision."""
    found: Decision = request.param
    return found


def test_boxes_do_not_overlap_and_stay_inside(decision: Decision) -> None:
    made = diagram.layout(decision)
    assert not [(one.box.id, other.box.id) for one, other in combinations(made.placed, 2) if overlap(one, other)]
    for each in made.placed:
        assert each.x > 0
        assert each.y > 0
        assert each.x + each.width < WIDTH
        assert each.y + each.height < made.height


def test_every_question_and_end_has_a_box_and_one_line_leads_to_it(decision: Decision) -> None:
    made = diagram.layout(decision)
    assert sorted(each.box.id for each in made.placed) == sorted(decision.boxes)
    assert [box.id for box in decision.walk()] == [each.box.id for each in made.placed]
    assert sorted(joint.end.box.id for joint in made.joints) == sorted(set(decision.boxes) - {decision.questions[0].id})


def test_texts_fit_into_their_boxes_and_answers_between_them(decision: Decision) -> None:
    made = diagram.layout(decision)
    for each in made.placed:
        assert all(diagram.text_width(line) <= each.width - 2 * diagram.PAD for line in each.lines)
    for joint in made.joints:
        x, y = joint.label
        assert x + diagram.text_width(joint.answer) * 1.1 < WIDTH, joint.answer  # it is bold
        assert not [each for each in made.placed if each.y < y and y - FONT < each.y + each.height and each.x <= x]


def test_no_line_crosses_a_box(decision: Decision) -> None:
    made = diagram.layout(decision)
    for joint in made.joints:
        x, top = joint.start.x + diagram.STEM, joint.start.y + joint.start.height
        for each in made.placed:
            assert not (each.x < x < each.x + each.width and top < each.y < joint.end.y), (joint, each)


def test_a_word_that_is_too_long_for_a_box_is_cut() -> None:
    lines = diagram.wrap("a " + "M" * 40 + " b", 100)
    assert "".join(lines).replace(" ", "") == "a" + "M" * 40 + "b"
    assert all(diagram.text_width(line) <= 100 for line in lines)


def test_the_list_says_what_the_diagram_says(decision: Decision, catalog: Catalog) -> None:
    link = Linker(catalog, symptoms_uri("checksum"))
    shown: Any = html.fromstring(diagram.svg(decision, link))
    words = diagram.as_list(decision, link)
    assert words.count("\n") + 1 == len(decision.boxes)
    for box in shown.xpath("//a"):
        assert f"[{' '.join(box.text_content().split())}](" in words
    for answer in shown.xpath("//text[@class='diagram__answer']"):
        assert f"**{answer.text_content()}:**" in words


def pages_with_a_diagram(catalog: Catalog) -> list[str]:
    """The addresses of the pages that show one."""
    return [f"troubleshooting/{group.id}/" for group in catalog.symptoms.values() if group.decision]


def test_every_decision_is_shown_and_can_be_read_aloud(site: Path, catalog: Catalog) -> None:
    shown = []
    for address in pages_with_a_diagram(catalog):
        tree: Any = html.parse(site / address / "index.html").getroot()
        [svg] = tree.xpath("//*[local-name()='svg' and @class='diagram']")
        named = {name: tree.get_element_by_id(svg.get(name)) for name in ("aria-labelledby", "aria-describedby")}
        assert all(element.text_content().strip() for element in named.values())
        assert not tree.xpath("//*[local-name()='svg']//*[@style]")
        shown.append(svg.get("aria-labelledby"))
    assert sorted(shown) == sorted(f"diagram-{name}-title" for name in catalog.decisions)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_without_scrolling_sideways_and_a_keyboard_reaches_every_box(
    browser: Browser, base_url: str, catalog: Catalog, scheme: Any
) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": PHONE, "height": 740}, color_scheme=scheme)
    try:
        page = context.new_page()
        for address in pages_with_a_diagram(catalog):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE
            found = page.evaluate(
                """() => [...document.querySelectorAll(".diagram__box")].map((box) => {
                  const [rect, text] = [box.querySelector("rect"), box.querySelector("text")]
                  const [outside, inside] = [rect.getBoundingClientRect(), text.getBoundingClientRect()]
                  const before = getComputedStyle(rect).strokeWidth
                  box.focus({ focusVisible: true })
                  const after = getComputedStyle(rect).strokeWidth
                  const scale = outside.width / rect.width.baseVal.value
                  return {
                    fits: inside.left >= outside.left && inside.right <= outside.right,
                    inView: outside.left >= 0 && outside.right <= innerWidth,
                    size: parseFloat(getComputedStyle(text).fontSize) * scale,
                    focused: document.activeElement === box && before !== after,
                    words: text.textContent,
                  }
                })"""
            )
            assert found
            assert [each for each in found if not (each["fits"] and each["inView"] and each["focused"])] == []
            assert min(each["size"] for each in found) >= 14
    finally:
        context.close()
