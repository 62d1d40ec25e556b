"""Messages that come while others are worked on, and work that is cut short."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from receiving import Inbox, Message


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """An empty one."""
    return Inbox(str(tmp_path / "inbox.sqlite3"))


@pytest.mark.parametrize("again", [True, False])
def test_a_message_that_comes_while_it_is_worked_on(inbox: Inbox, again: bool) -> None:
    message, done = Message("recording r", {"r": 1}, again), list[Any]()

    def work(content: dict[str, Any]) -> None:
        done.append(content)
        if len(done) == 1:
            assert inbox.put(message) is again
            assert not inbox.put(message), "one further run is enough for both"

    assert inbox.put(message)
    assert inbox.work(work) == 1
    assert inbox.work(work) == int(again)
    assert inbox.work(work) == 0
    assert done == [{"r": 1}] * (1 + again)


def test_what_fails_and_came_again_meanwhile_is_tried_again(inbox: Inbox) -> None:
    message = Message("recording r", {}, again=True)

    def fail(_: dict[str, Any]) -> None:
        inbox.put(message)
        raise RuntimeError

    inbox.put(message)
    assert inbox.work(fail) == 0
    assert inbox.work(lambda _: None) == 1
    assert inbox.work(lambda _: None) == 0


def test_an_inbox_that_is_locked_is_tried_again(
    tmp_path: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("receiving.SECONDS", 0.1)
    inbox.put(Message("recording r", {"r": 1}))
    other = sqlite3.connect(tmp_path / "inbox.sqlite3")
    other.execute("BEGIN IMMEDIATE")
    assert inbox.work(lambda _: None) == 0
    assert "will be tried again: OperationalError" in capsys.readouterr().out
    other.close()
    assert inbox.work(lambda _: None) == 1


def test_work_that_was_cut_short_is_done_after_a_restart(tmp_path: Path, inbox: Inbox) -> None:
    def end(_: dict[str, Any]) -> None:
        raise KeyboardInterrupt

    inbox.put(Message("ended a", {"meeting": "a"}))
    with pytest.raises(KeyboardInterrupt):
        inbox.work(end)
    done: list[Any] = []
    again = Inbox(str(tmp_path / "inbox.sqlite3"))
    assert not again.put(Message("ended a", {"meeting": "a"}))
    assert again.work(done.append) == 1
    assert done == [{"meeting": "a"}]
