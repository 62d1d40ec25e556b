"""Make a table of what one call can answer, in the order of its checks."""

import json
from pathlib import Path

reference = json.loads(Path("errors.json").read_text(encoding="utf-8"))
answers = {answer["id"]: (error, answer) for error in reference["errors"] for answer in error["answers"]}
[call] = [call for call in reference["calls"] if call["name"] == "updateRecordings"]

print("| Check | Key | Message |\n| --- | --- | --- |")
for number, step in enumerate(call["steps"], 1):
    for name in step["answers"]:
        error, answer = answers[name]
        print(f"| {number} | {error['key'] or 'none'} | {answer['message'] or error['title']} |")
