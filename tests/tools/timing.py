"""Measures in Chromium how long the two tools take, from the reader's side.

python -m tests.tools.timing SITE      print the figures of a built site
"""

from __future__ import annotations

import functools
import random
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

from tests.fixtures import CHROMIUM, SiteHandler, SiteServer

RUNS = 5

UNTIL = """(began, isShown) => new Promise((resolve) => {
    const look = () => isShown() ? resolve(performance.now() - began) : requestAnimationFrame(look);
    look();
})"""
"""The milliseconds until something is shown."""

TYPED = f"""(text) => {{
    const field = document.querySelector("#explain");
    const results = document.querySelector(".explain__results");
    delete results.dataset.ms;
    const began = performance.now();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", {{ bubbles: true }}));
    return ({UNTIL})(began, () => results.dataset.ms);
}}"""
"""Pastes a text into the tool explain; the milliseconds until its result is there."""

DROPPED = f"""(text) => {{
    const held = new DataTransfer();
    held.items.add(new File([text], "a.log"));
    const results = document.querySelector(".explain__results");
    delete results.dataset.ms;
    const began = performance.now();
    const dropped = new DragEvent("drop", {{ bubbles: true, cancelable: true, dataTransfer: held }});
    document.querySelector("[data-explain]").dispatchEvent(dropped);
    return ({UNTIL})(began, () => results.dataset.ms);
}}"""
"""Drops a file on the tool explain; the milliseconds until its result is there."""

CHECKED = f"""([url, secret]) => {{
    document.querySelector("#doctor-url").value = url;
    document.querySelector("#doctor-secret").value = secret;
    const results = document.querySelector(".explain__results");
    delete results.dataset.verdict;
    const began = performance.now();
    document.querySelector("[data-doctor]").requestSubmit();
    return ({UNTIL})(began, () => results.dataset.verdict);
}}"""
"""Gives the checksum doctor a URL and a secret; the milliseconds until its result is there."""


class Time(NamedTuple):
    """How long something takes, the best of several, and how long it may."""

    name: str
    spent: float
    budget: int


LINE = "2026-11-24 10:00:00 INFO something went well, nothing to see here, id=42\n"
RESPONSE = "<response><returncode>FAILED</returncode><messageKey>{}</messageKey><message>x</message></response>"
TEXTS = {
    "a response": RESPONSE.format("checksumError"),
    "a misspelled key": "meetingForciblyEndet",
    "a log of 20 KB": LINE * 280 + RESPONSE.format("notFound"),
}
WORDS = (
    *("server", "meeting", "user", "joined", "the", "room", "with", "voice", "bridge"),
    *("status", "request", "response", "client", "stream", "error"),
)


def logs() -> Iterator[tuple[str, str]]:
    """Yield name and text of logs of 1 MB."""
    chance = random.Random(5)  # noqa: S311 - not for secrets

    def some() -> str:
        return chance.choice(WORDS)

    yield "equal lines", LINE * 14_000
    yield "all errors", "ERROR create failed: checksumError room 1\n" * 24_000
    yield (
        "access log",
        "".join(
            f"10.0.0.{n % 256} - - [24/Nov/2026:10:00:00 +0000] "
            f'"GET /bigbluebutton/api/create?meetingID={chance.getrandbits(48):x}&name={some()}'
            f'&checksum={chance.getrandbits(160):040x} HTTP/1.1" 200 {n} "-" "{some()}/1.{n}"\n'
            for n in range(6000)
        ),
    )
    yield (
        "stack traces",
        "".join(
            f"#{n % 12} /var/www/vendor/{some()}/src/{some()}/{some()}.php({n}): {some()}->{some()}(Object({some()}))\n"
            for n in range(12_000)
        ),
    )
    yield "words", "".join(f"{n} {' '.join(chance.choices(WORDS, k=10))}\n" for n in range(14_000))


SECRET = "8cd8ef52e8e101574e400365b55e11a6"  # noqa: S105 - made up
URL = (
    "https://bbb.example.org/bigbluebutton/api/create?name=Algebra%20I&meetingID=algebra-1&attendeePW=ap&moderatorPW=mp"
    "&welcome=Welcome%21&record=true&autoStartRecording=false&logoutURL=https%3A%2F%2Fportal.example.org%2F&checksum="
)
"""With 8 parameters, and no mistake that fits: all are tried."""


def times(site: Path) -> Iterator[Time]:
    """Yield how long the tools of a built site take; nothing without Chromium."""
    if CHROMIUM is None:
        return
    server = SiteServer(("127.0.0.1", 0), functools.partial(SiteHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    start = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(start)
        for name, text in TEXTS.items():
            yield Time(f"explain, {name}", _best(page, TYPED, text), 50)
        for name, text in logs():
            yield Time(f"explain, 1 MB, {name}", _best(page, DROPPED, text), 300)
        page.goto(f"{start}tools/checksum-doctor/")
        for digits in (40, 64, 128):
            yield Time(f"doctor, {digits} digits", _best(page, CHECKED, [URL + "0" * digits, SECRET]), 300)
        browser.close()
    server.shutdown()
    server.server_close()


def _best(page: Page, script: str, given: Any) -> float:
    return min(float(page.evaluate(script, given)) for _ in range(RUNS))


def show(site: Path) -> None:
    """Print the figures."""
    for each in times(site):
        print(f"{each.name:26} {each.spent:6.0f} ms   (budget {each.budget})")


if __name__ == "__main__":
    show(Path(sys.argv[1]))
