"""What is special to the receivers in PHP: their functions one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bbb_wire.signing import EXAMPLE_SECRET
from tests.client.test_receivers import EXAMPLES
from tests.languages.receivers import php

pytestmark = pytest.mark.usefixtures("php_receivers")


def test_the_checksum_of_each_version_is_verified() -> None:
    code = """
        require 'receive-webhooks.php';
        [$url, $secret, $body, $rows] = json_decode(stream_get_contents(STDIN), true);
        foreach ($rows as $row) {
            foreach ([$row['version'], $row['version'] < '3.4' ? '3.5' : '2.6.1'] as $version) {
                $query = ['checksum' => $row['checksum']];
                $request = new BbbReceive\\Request('POST', $query, $body, 'application/x-www-form-urlencoded', '');
                echo json_encode(BbbReceive\\Webhooks\\isSigned($request, $url, $secret, $version)), ' ';
            }
        }
    """
    rows = EXAMPLES["checksums"]
    assert php("-r", code, given=[EXAMPLES["url"], EXAMPLE_SECRET, EXAMPLES["body"], rows]) == "true false " * len(rows)


INBOX = """
    require 'receive-common.php';
    use BbbReceive\\{Inbox, Message};
    [$folder, $again] = json_decode(stream_get_contents(STDIN), true);
    $inbox = new Inbox($folder);
    $message = new Message('recording r', ['r'], $again);
    echo json_encode($inbox->put($message)), ' ';
"""


@pytest.mark.parametrize("again", [True, False])
def test_a_message_that_comes_while_it_is_worked_on(tmp_path: Path, again: bool) -> None:
    code = """
        $done = 0;
        $work = function (array $content) use ($inbox, $message, &$done): void {
            if (++$done === 1) {
                echo json_encode([$inbox->put($message), $inbox->put($message)]), ' ';
            }
        };
        echo $inbox->work($work), $inbox->work($work), $inbox->work($work);
    """
    said = php("-r", INBOX + code, given=[str(tmp_path), again])
    assert said == ("true [true,false] 110" if again else "true [false,false] 100")


def test_what_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / f"{'0' * 64}.json").touch()
    work = "echo $inbox->work(fn (array $content) => print $content[0]);"
    log = tmp_path / "log"
    assert php("-d", f"error_log={log}", "-r", INBOX + work, given=[str(tmp_path), False]) == "true r1"
    assert "cannot be read" in log.read_text(encoding="utf-8")


def test_work_that_was_cut_short_is_done_after_a_restart(tmp_path: Path) -> None:
    cut = "$inbox->work(fn () => exit(0));"
    again = "echo $inbox->work(fn (array $content) => print $content[0]);"
    assert php("-r", INBOX + cut, given=[str(tmp_path), False]) == "true "
    assert php("-r", INBOX + again, given=[str(tmp_path), False]) == "false r1"
    assert php("-r", INBOX + again, given=[str(tmp_path), False]) == "false 0"


def test_tokens_of_the_real_library_are_verified() -> None:
    code = """
        require 'receive-common.php';
        foreach (json_decode(stream_get_contents(STDIN), true) as [$token, $secrets, $now]) {
            try {
                echo json_encode(BbbReceive\\verified($token, $secrets, $now)), "\\n";
            } catch (BbbReceive\\Refused $refused) {
                echo $refused->status, "\\n";
            }
        }
    """
    asked: list[Any] = []
    expected: list[Any] = []
    for row in EXAMPLES["tokens"]:
        asked += [[row["token"], ["no", EXAMPLE_SECRET], 1_700_000_000], [row["token"], ["no"], 1_700_000_000]]
        asked += [[row["token"], [EXAMPLE_SECRET], 1_800_000_000], [f"{row['token']}.", [EXAMPLE_SECRET], 0]]
        expected += [row["claims"], 401, 401 if "exp" in row["claims"] else row["claims"], 401]
    for header in ("eyJhbGciOiJub25lIn0", "eyJhbGciOiJSUzI1NiJ9", "e30", ""):
        for signature in ("", asked[0][0].rpartition(".")[2]):
            asked.append([f"{header}.{asked[0][0].split('.')[1]}.{signature}", [EXAMPLE_SECRET], 0])
            expected.append(401)
    assert [json.loads(line) for line in php("-r", code, given=asked).splitlines()] == expected
