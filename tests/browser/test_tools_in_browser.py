"""The pages of the two tools, as a reader uses them: no request, nothing stored, no text that runs, by keyboard."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.tools.timing import TYPED
from theme_contract import contract

THEME = contract()
SECRET = "VerySecretSecret"  # noqa: S105 - no server has it
XML = "<response><returncode>FAILED</returncode><messageKey>{}</messageKey><message>x</message></response>"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> Meeting with id [<svg onload=alert(3)>] not found."


WAYS = {
    "desktop light": ("base_url", 1280, "light"),
    "from a file, phone dark": ("offline_site", 360, "dark"),
}
"""Two ways that differ in everything: where the page comes from, its width, its colors."""


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
def tool(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """The start page, from the server or from the unpacked bundle; fails the test on anything in the console."""
    place, width, scheme = request.param
    start = request.getfixturevalue(place)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(start if isinstance(start, str) else (start / "index.html").as_uri())
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert wrong == []


def visit(page: Page, name: str, fragment: str = "") -> None:
    """Open the page of a tool, as the start page links it."""
    own = f"tools/{name}.html" if page.url.startswith("file:") else f"tools/{name}/"
    page.goto(urljoin(page.url, own) + fragment)


def at_the_start(page: Page) -> None:
    """Open the start page, which is the explain tool."""
    page.goto(page.url.split("#")[0])


TOOL_DATA = re.compile(r"^(?:file://|http://127\.0\.0\.1:\d+/)[^?#]*assets/data/explain\.js$")
"""The one request that the tool makes: its own data, when somebody comes near it."""


def seal(page: Page) -> list[str]:
    """The list of all requests from now on, but for the page's icon, which the browser fetches when it likes."""
    page.wait_for_load_state("networkidle")
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")
    made: list[str] = []
    page.on("request", lambda request: made.append(request.url) if request.url != icon else None)
    return made


def storage(page: Page) -> str:
    found = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    return str(found)


def test_explain_shows_every_error_with_its_fix_and_its_link(tool: Page) -> None:
    at_the_start(tool)
    made = seal(tool)
    tool.locator("#explain").fill(XML.format("checksumError") + "\n" + XML.format("notFound"))
    expect(tool.locator(".explain__status")).to_have_text("Recognized 2 responses: checksumError, notFound")
    expect(tool.locator(".explain__card ol li").first).to_be_visible()
    assert all(TOOL_DATA.search(url) for url in made), made
    tool.locator(".explain__card h2 a").nth(1).click()
    expect(tool.locator("h1")).to_contain_text("notFound")


def test_explain_does_not_stand_still(tool: Page) -> None:
    at_the_start(tool)
    log = "2026-11-24 10:00:00 INFO something went well, nothing to see here, id=42\n" * 300
    for text in (XML.format("checksumError"), "meetingForciblyEndet", HOSTILE, log + XML.format("notFound")):
        assert tool.evaluate(TYPED, text) <= 2000, f"it stands still; make bench has the figures: {text[:40]}"


def test_what_is_pasted_stays_text(tool: Page) -> None:
    at_the_start(tool)
    tool.locator("#explain").fill(HOSTILE)
    expect(tool.locator(".explain__facts code").first).to_have_text("<svg onload=alert(3)>")
    assert tool.locator(".explain__results :is(img, script, svg)").count() == 0


def test_a_question_in_the_address_is_answered_and_typing_leaves_the_address_alone(tool: Page) -> None:
    visit(tool, "explain", f"#q={quote('Meeting with id [a b] not found.')}")
    tool.wait_for_url(lambda address: "tools" not in address)
    expect(tool.locator(".explain__facts code").first).to_have_text("a b")
    tool.evaluate("location.hash = '#q=checksumError'")
    expect(tool.locator(".explain__status")).to_contain_text("checksumError")
    before = tool.url
    tool.locator("#explain").fill("notFound")
    assert tool.url == before


def test_a_link_carries_the_question(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("./")
    page.locator("#explain").fill("idNotUnique & checksum=abc")
    page.get_by_role("button", name="Copy a link").click()
    expect(page.locator(".explain__status")).to_contain_text("Careful: it contains a checksum")
    address = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#explain")).to_have_value("idNotUnique & checksum=abc")
    context.close()


def test_explain_by_keyboard_alone(tool: Page) -> None:
    at_the_start(tool)
    tool.locator("#explain").focus()
    tool.keyboard.type("checksumError")
    tool.keyboard.press("Control+Enter")
    expect(tool.locator(".explain__results h2").first).to_be_focused()
    tool.keyboard.press("Tab")
    assert "errors/checksumError" in tool.evaluate("document.activeElement.href")


@pytest.mark.parametrize(
    "text", ["A response", "A redirect", "An exception", "What Greenlight says", "A misspelled key"]
)
def test_every_example_of_the_page_is_recognized(page: Page, text: str) -> None:
    page.goto("./")
    page.get_by_role("button", name=text, exact=True).click()
    expect(page.locator(".explain__results")).to_have_attribute("data-kind", re.compile("found|unsure"))


def test_the_data_comes_only_when_somebody_comes_near(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("./")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if TOOL_DATA.search(url)]
    with page.expect_response(TOOL_DATA) as response:
        page.locator("#explain").focus()
    response.value.finished()
    page.wait_for_load_state("networkidle")
    assert len([url for url in asked if TOOL_DATA.search(url)]) == 1


def test_a_request_goes_to_the_doctor_and_an_unknown_text_to_the_search(tool: Page) -> None:
    at_the_start(tool)
    url = "https://bbb.example.org/bigbluebutton/api/create?name=A&checksum=" + "0" * 40
    tool.locator("#explain").fill(url)
    handed = tool.get_by_role("link", name="Take this request to the checksum doctor")
    handed.click()
    expect(tool.locator("#doctor-url")).to_have_value(url)
    assert "#" not in tool.url
    tool.go_back()
    tool.locator("#explain").fill("wibble wobble zork")
    tool.get_by_role("button", name="Search this site for").click()
    expect(tool.locator(THEME["searchField"])).to_have_value("wibble wobble zork")
    tool.reload()  # the open search moves on a phone


DROP = """([text, wait]) => {
    const held = new DataTransfer();
    const file = new File([text], "bbb\u202e.log");
    held.items.add(file);
    const dropped = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: held });
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = async function () {
        if (wait) await new Promise((resolve) => (window.release = resolve));
        return read.call(this);
    };
    document.querySelector("[data-explain]").dispatchEvent(dropped);
    Blob.prototype.arrayBuffer = read;
}"""
"""Drops a file on the tool; with `wait`, it is read when window.release is called."""


def test_a_file_of_one_line_that_is_dropped_is_explained_like_a_paste(tool: Page) -> None:
    at_the_start(tool)
    tool.evaluate(DROP, ["checksumError\n", False])
    expect(tool.locator("#explain")).to_have_value("checksumError\n")
    expect(tool.locator(".explain__results h2").first).to_contain_text("checksumError")


def test_a_long_text_without_a_space_leads_on_at_once(tool: Page) -> None:
    at_the_start(tool)
    tool.evaluate(DROP, ["x" * 190_000, False])
    expect(tool.locator(".explain__next")).to_be_visible()


@pytest.mark.parametrize("text", ["notFound", "ERROR create said checksumError\n" * 40], ids=["one line", "a log"])
def test_what_is_read_late_does_not_replace_what_is_newer(page: Page, text: str) -> None:
    page.goto("")
    page.evaluate(DROP, [text, True])
    page.locator("#explain").fill("idNotUnique")
    expect(page.locator(".explain__results h2").first).to_contain_text("idNotUnique")
    page.evaluate("window.release()")
    page.evaluate("new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 100))")
    expect(page.locator("#explain")).to_have_value("idNotUnique")
    expect(page.locator(".explain__results h2").first).to_contain_text("idNotUnique")


def test_a_log_that_is_dropped_is_listed_with_line_numbers(tool: Page) -> None:
    at_the_start(tool)
    log = "INFO all is well\n" * 100 + "ERROR create said checksumError\n" * 3 + "INFO Invalid offset parameter null\n"
    tool.locator("#explain").focus()
    tool.evaluate(
        """(text) => {
            const held = new DataTransfer();
            held.items.add(new File([text], "bbb.log"));
            const dropped = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: held });
            document.querySelector("[data-explain]").dispatchEvent(dropped);
        }""",
        log,
    )
    expect(tool.locator(".explain__log li").first).to_contain_text("checksumError: 3 (lines 101, 102, 103)")
    expect(tool.locator(".explain__log li").nth(1)).to_contain_text("Invalid offset parameter null: 1 (line 104)")


def test_the_doctor_names_the_mistake_and_the_secret_stays_in_its_field(tool: Page) -> None:
    visit(tool, "checksum-doctor")
    made = seal(tool)
    before = storage(tool)
    tool.get_by_role("button", name="Check").click()
    expect(tool.locator(".explain__status")).to_have_text("Enter the URL and the shared secret.")
    tool.locator("#doctor-url").fill("https://bbb.example.org/bigbluebutton/api/create?name=A&checksum=" + "0" * 40)
    tool.locator("#doctor-secret").press_sequentially(SECRET)
    tool.keyboard.press("Enter")  # or what is shown may be of the secret as far as it was typed
    expect(tool.locator(".explain__results h2")).to_be_focused(timeout=10_000)
    expect(tool.locator(".explain__results")).to_have_attribute("data-verdict", "unknown")
    expect(tool.locator(".explain__card ol li").first).to_contain_text("secret on the server")
    right = tool.locator(".doctor__value code").first.inner_text()
    tool.locator("#doctor-url").fill(right)
    expect(tool.locator(".explain__status")).to_have_text("The checksum is correct.")
    assert SECRET not in tool.content()
    assert storage(tool) == before
    assert made == []
    tool.get_by_role("button", name="Clear everything").click()
    assert tool.locator("#doctor-secret").input_value() == ""


def test_the_doctor_by_keyboard_with_the_example(tool: Page) -> None:
    visit(tool, "checksum-doctor")
    tool.get_by_role("button", name="Try an example").focus()
    tool.keyboard.press("Enter")
    expect(tool.locator(".explain__card strong").first).to_have_text("The shared secret ends in a line break.")
    reveal = tool.locator("[data-do=reveal]")
    reveal.focus()
    tool.keyboard.press("Space")
    expect(reveal).to_have_attribute("aria-pressed", "true")
    expect(tool.locator("#doctor-secret")).to_have_attribute("type", "text")
    tool.locator("#doctor-secret").focus()
    tool.keyboard.press("Enter")
    expect(tool.locator(".explain__results h2")).to_be_focused()


def test_the_doctor_verifies_a_callback(tool: Page) -> None:
    visit(tool, "checksum-doctor")
    body = "domain=b.example&event=%5B%5D&timestamp=1700000000123"
    signed = hashlib.sha256(f"https://portal.example.org/hook{body}{SECRET}".encode()).hexdigest()
    tool.locator("#doctor-url").fill(f"https://portal.example.org/hook?checksum={signed}")
    tool.locator("#doctor-secret").fill(SECRET)
    status = tool.locator(".explain__status")
    expect(status).to_contain_text("treated as a callback")
    tool.locator(".doctor__more summary").click()
    tool.locator("#doctor-body").fill(body)
    expect(status).to_have_text("The signature of this callback is correct.")
    expect(tool.locator(".explain__card")).to_contain_text("the body as it arrived")
    tool.locator("#doctor-body").fill(f"{body}0")
    expect(status).to_contain_text("The signature is wrong")
    assert SECRET not in tool.locator(".explain__results").inner_text()


def test_the_doctor_shows_no_old_result_while_it_computes(tool: Page) -> None:
    visit(tool, "checksum-doctor")
    tool.get_by_role("button", name="Try an example").click()
    results = tool.locator(".explain__results")
    expect(results).to_be_visible()
    hidden = """() => {
        const [url, results] = ["#doctor-url", ".explain__results"].map((each) => document.querySelector(each));
        url.value += "0";
        url.dispatchEvent(new Event("input", { bubbles: true }));
        return [results.hidden, document.querySelector(".explain__status").textContent];
    }"""
    assert tool.evaluate(hidden) == [True, "Looking for the mistake …"]
    expect(tool.locator(".explain__status")).to_have_text(
        "The checksum is wrong: no accepted algorithm produces this length."
    )
    tool.locator("#doctor-secret").fill(' ""')
    expect(tool.locator(".explain__status")).to_contain_text("only spaces")


def test_the_doctor_compares_the_text_that_was_hashed(tool: Page) -> None:
    visit(tool, "checksum-doctor")
    tool.locator(".doctor__more summary").click()
    tool.locator("#doctor-call").fill("create")
    tool.locator("#doctor-query").fill("name=A%20B")
    tool.locator("#doctor-checksum").fill("0" * 64)
    tool.locator("#doctor-hashed").fill(f"createname=A+B{SECRET}")
    tool.locator("#doctor-secret").fill(SECRET)
    expect(tool.locator(".explain__remark")).to_contain_text("differs at character 13", timeout=10_000)
    assert SECRET not in tool.locator(".explain__results").inner_text()
