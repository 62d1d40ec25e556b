"""The site in a real browser: filter, state in the address, redirects, and a search that finds every error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bbb_wire.response import fill
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import READ
from reference.catalog.vocabulary import Kind, Sent
from reference.pages.errors import servers_of
from reference.pages.views import answer_forms
from theme_contract import contract

THEME = contract()
ROWS = "#reference tbody tr:visible"


# Asks the search all questions, one after the other. Between two the list is empty, so no result is that of the last.
FIRST_RESULTS = """async ([questions, theme]) => {
    const field = document.querySelector(theme.searchField);
    const list = document.querySelector(theme.searchResults);
    const type = (text, selector, wanted) => new Promise((resolve) => {
        const found = () => list.querySelector(selector);
        const end = () => { watch.disconnect(); clearTimeout(late); resolve(found()?.href ?? ""); };
        const watch = new MutationObserver(() => Boolean(found()) === wanted && end());
        const late = setTimeout(end, 5000);
        watch.observe(list, { childList: true, subtree: true });
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        if (!wanted && !found()) end();
    });
    const first = [];
    for (const question of questions) {
        await type("", theme.searchResult, false);
        first.push(await type(question, theme.searchLink, true));
    }
    return first;
}"""


def first_results(page: Page, questions: Iterable[str]) -> list[str]:
    """Addresses of the first results of the site's search, below the root; empty where nothing is found."""
    hrefs: list[str] = page.evaluate(FIRST_RESULTS, [list(questions), THEME.texts()])
    return [re.sub(r"^.*?//[^/]*/|[?#].*$", "", href) for href in hrefs]


@pytest.fixture(scope="module")
def search_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """One page with the search open, for many questions."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    page.goto("errors/")
    page.locator(THEME["searchField"]).click()
    yield page
    context.close()


def test_the_index_of_the_search_comes_when_a_search_is_near(page: Page) -> None:
    made: list[str] = []
    page.on("request", lambda request: made.append(request.url))
    page.goto("")
    page.wait_for_load_state("networkidle")
    assert not [url for url in made if "/search/" in url], "neither the index nor the scripts that read it"
    with page.expect_request("**/search_index.json"), page.expect_request("**/search/results.js"):
        page.locator(THEME["searchField"]).focus()
    expect(page.locator(THEME["searchField"])).to_be_focused()
    assert not [url for url in made if "/workers/" in url], "the theme's own search is not loaded"


def pages_with(catalog: Catalog, message: str) -> set[str]:
    """The pages that are right for a message: those that send it, else those that declare it or know it by name."""
    errors = catalog.errors.values()
    sending = [e for e in errors if any(a.message == message and a.sendable for a in e.answers)]
    having = [e for e in errors if message in {a.message for a in e.answers} | {alias.text for alias in e.aliases}]
    return {f"errors/{error.address}/" for error in sending or having}


def test_search_finds_every_key_in_any_case(catalog: Catalog, search_page: Page) -> None:
    keyed = [(error.key, f"errors/{error.address}/") for error in catalog.errors.values() if error.key]
    wanted = [(text, page) for key, page in keyed for text in dict.fromkeys((key, key.lower(), key.upper()))]
    found = first_results(search_page, (text for text, _ in wanted))
    wrong = [(*pair, first) for pair, first in zip(wanted, found, strict=True) if first != pair[1]]
    assert not wrong, "\n".join(map(str, wrong))


def test_search_finds_every_exact_message(catalog: Catalog, search_page: Page) -> None:
    examples = {name: placeholder.example for name, placeholder in catalog.placeholders.items()}
    messages = list(dict.fromkeys(a.message for a in catalog.answers.values() if a.message))
    found = first_results(search_page, (fill(message, examples) for message in messages))
    wrong = [pair for pair in zip(messages, found, strict=True) if pair[1] not in pages_with(catalog, pair[0])]
    assert not wrong, "\n".join(map(str, wrong))


def test_search_finds_the_page_of_a_whole_pasted_answer(catalog: Catalog, search_page: Page) -> None:
    answers = [(error, answer) for error in catalog.errors.values() if error.key for answer in error.shown]
    pasted = [(error, answer.id, wire) for error, answer in answers for wire in answer_forms(catalog, answer)]
    found = first_results(search_page, (" ".join(wire.text.split()) for *_, wire in pasted))
    wrong = [
        (name, wire.label, first)
        for (error, name, wire), first in zip(pasted, found, strict=True)
        if first != f"errors/{error.address}/"
    ]
    assert not wrong, "\n".join(map(str, wrong))


def usual(catalog: Catalog) -> dict[str, Error]:
    """The entries that the index shows at first: those of the release line that is described."""
    return {address: error for address, error in catalog.errors.items() if READ in servers_of(catalog, error)}


def test_filter_hides_rows_as_you_type_and_all_words_must_fit(catalog: Catalog, page: Page) -> None:
    page.goto("errors/")
    everything = page.locator(ROWS).count()
    assert everything == len(usual(catalog))
    field = page.locator("form.filter input[name=q]")
    field.fill("meeting")
    some = page.locator(ROWS).count()
    assert 0 < some < everything
    field.fill("MEETING ended")
    fewer = page.locator(ROWS).count()
    assert 0 < fewer < some
    expect(page.locator(".filter__count")).to_have_text(f"{fewer} of {everything} entries")
    field.fill("Checksum does not")
    assert [row.get_attribute("id") for row in page.locator(ROWS).all()] == ["checksumError"]
    field.fill("xyzzy")
    assert page.locator(ROWS).count() == 0
    expect(page.locator(".filter__none")).to_be_visible()
    page.locator("form.filter button[type=reset]").click()
    expect(page.locator(ROWS)).to_have_count(everything)


def test_filter_by_call_category_kind_and_status(catalog: Catalog, page: Page) -> None:
    page.goto("errors/")
    form = page.locator("form.filter")

    def shown() -> set[str]:
        return {row.get_attribute("id") or "" for row in page.locator(ROWS).all()}

    form.locator("select[name=status]").select_option("never sent")
    assert shown() == {address for address, error in usual(catalog).items() if error.status is Sent.NEVER}
    form.locator("select[name=status]").select_option("")
    form.locator("select[name=kind]").select_option("warning")
    assert shown() == {address for address, error in usual(catalog).items() if error.kind is Kind.WARNING}
    form.locator("select[name=kind]").select_option("")
    form.locator("select[name=call]").select_option("publishRecordings")
    of_call = {address for address, e in usual(catalog).items() if any("publishRecordings" in a.calls for a in e.shown)}
    assert shown() == of_call
    form.locator("select[name=category]").select_option("parameters")
    assert shown() == {address for address in of_call if catalog.category_of[address].id == "parameters"}
    assert "call=publishRecordings" in page.url
    assert "category=parameters" in page.url


def test_filter_by_server_shows_what_it_sends_and_a_search_tells_of_the_others(catalog: Catalog, page: Page) -> None:
    page.goto("errors/")
    form = page.locator("form.filter")
    for server in {name for error in catalog.errors.values() for name in servers_of(catalog, error)} - {READ}:
        form.locator("select[name=from]").select_option(server)
        sent = [address for address, error in catalog.errors.items() if server in servers_of(catalog, error)]
        assert page.locator(ROWS).evaluate_all("(rows) => rows.map(({ id }) => id)") == sent
        assert f"from={server}" in page.url
    form.locator("button[type=reset]").click()
    others = [address for address in catalog.errors if address not in usual(catalog)]
    assert others
    name = catalog.errors[others[0]].name
    form.locator("input[name=q]").fill(name)
    expect(form.locator(".filter__more")).to_contain_text("more of other releases and programs")
    form.locator(".filter__more").click()
    assert others[0] in [row.get_attribute("id") for row in page.locator(ROWS).all()]
    page.goto(f"errors/#{others[-1]}")
    expect(page.locator(f"#{others[-1]}")).to_be_visible()


def test_filter_state_is_in_the_address(page: Page) -> None:
    page.goto("errors/")
    page.locator("form.filter input[name=q]").fill("checksum")
    page.locator("form.filter select[name=status]").select_option("sent")
    address = page.url
    assert "q=checksum" in address
    assert "status=sent" in address
    rows = page.locator(ROWS).count()
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(ROWS)).to_have_count(rows)
    expect(page.locator("form.filter input[name=q]")).to_have_value("checksum")
    page.goto("errors/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.locator(ROWS).count() == 0


def test_the_tables_work_without_javascript(browser: Browser, base_url: str, catalog: Catalog) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("errors/#notFound")
    assert page.locator("#reference tbody tr").count() == len(catalog.errors)
    page.locator("#notFound th a").click()
    expect(page.locator("h1")).to_contain_text("notFound")
    context.close()


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("errors/checksumerror/", "errors/checksumError/"),
        ("errors/CHECKSUMERROR", "errors/checksumError/"),
        ("Errors/ChecksumError/index.html", "errors/checksumError/"),
        ("errors/checsumError/", "errors/checksumError/"),
        ("errors/parentMeetingIdMissing/", "errors/parentMeetingIDMissing/"),
        ("errors/params-required/", "errors/Params-required/"),
        ("errors/Params%20required/", "errors/Params-required/"),
        ("calls/getmeetings/", "calls/getMeetings/"),
        ("errors/notfound/#fix", "errors/notFound/#fix"),
    ],
)
def test_other_addresses_lead_to_the_page(page: Page, base_url: str, address: str, target: str) -> None:
    page.goto(address)
    page.wait_for_url(base_url + target, timeout=5000)
    expect(page.locator("h1")).to_be_visible()


def test_an_unknown_address_offers_search_with_its_words(page: Page) -> None:
    page.goto("errors/someStrangeThing/")
    expect(page.locator("h1")).to_contain_text("doesn't exist")
    expect(page.locator("#find")).to_have_value("someStrangeThing")
    page.locator("#find").fill("meetingForciblyEnded")
    page.locator("form.find button").click()
    expect(page.locator(THEME["searchLink"]).first).to_have_attribute("href", re.compile("meetingForciblyEnded"))


def test_an_unknown_address_leads_to_keys_that_begin_like_it(page: Page) -> None:
    page.goto("errors/maxParticipants/")
    expect(page.locator("#near a").first).to_have_attribute("href", re.compile("errors/maxParticipantsReached/$"))


def test_the_start_page_explains_what_is_pasted(page: Page) -> None:
    page.goto("./")
    page.locator("#explain").fill("You did not pass the checksum security check")
    expect(page.locator(".explain__status")).to_contain_text("checksumError")
    page.locator(".explain__results h2 a").first.click()
    page.wait_for_url(re.compile(r"errors/checksumError/"))
    expect(page.locator("h1")).to_contain_text("checksumError")


ADDRESSES = ["./", "errors/", "errors/checksumError/", "errors/noMeetings/", "calls/create/", "guides/checksum/"]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, base_url: str, width: int) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for address in ADDRESSES:
        page.goto(address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {address: found for address, found in wide.items() if found > width} == {}


def test_a_wire_answer_can_be_copied(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("errors/idNotUnique/")
    block = page.locator(".highlight").first
    block.hover()
    block.locator("button").first.click()
    page.wait_for_timeout(100)
    assert page.evaluate("navigator.clipboard.readText()").rstrip() == block.locator("code").inner_text().rstrip()
    context.close()


def test_the_list_of_headings_is_where_the_width_wants_it(page: Page) -> None:
    page.goto("errors/notFound/")
    under, beside = page.locator(".site-contents"), page.locator(f"{THEME['contentsSidebar']} nav").first
    links = "a[href='#causes']"
    for width, is_beside in ((1280, True), (390, False), (1280, True)):
        page.set_viewport_size({"width": width, "height": 800})
        expect(beside).to_be_visible() if is_beside else expect(under).to_be_visible()
        expect(under).to_be_hidden() if is_beside else expect(beside).to_be_hidden()
        assert (beside if is_beside else under).locator(links).count() == 1
    page.locator("#causes").scroll_into_view_if_needed()
    expect(beside.locator(links)).to_be_visible()


def test_the_list_of_headings_is_there_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("errors/notFound/")
    page.locator(".site-contents summary").click()
    expect(page.locator(".site-contents a[href='#causes']")).to_be_visible()
    context.close()
