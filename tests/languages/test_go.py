"""What only the client in Go promises: how values of Go's types are sent."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.real import ROOT

pytestmark = pytest.mark.skipif(shutil.which("go") is None, reason="no go on this machine")

MODULE = f"""
module values
go 1.19
require portal v0.0.0
replace portal => {ROOT / "snippets" / "go"}
"""
PROGRAM = """
package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"portal/bbb"
)

type role string

func main() {
	text, number := "a b", 7
	address, _ := url.Parse("https://bbb.example.org/?a=1")
	pointer := &text
	for _, value := range []any{
		nil, (*string)(nil), (*url.URL)(nil), (**string)(nil),
		text, &text, &pointer, []byte("ü"), role("MODERATOR"), address,
		1e6, float32(0.1), -1e21, number, &number, int64(1700000000000), true, 1500 * time.Millisecond,
		errors.New("late"),
	} {
		encoded, err := bbb.Encode(bbb.P("x", value))
		fmt.Println(encoded, err)
	}
	_, err := new(bbb.Client).Call(context.Background(), "create")
	fmt.Println(err)
}
"""
EXPECTED = [
    *["", "", "", ""],
    *["x=a%20b", "x=a%20b", "x=a%20b", "x=%C3%BC", "x=MODERATOR", "x=https%3A%2F%2Fbbb.example.org%2F%3Fa%3D1"],
    *["x=1000000", "x=0.1", "x=-1000000000000000000000", "x=7", "x=7", "x=1700000000000", "x=true", "x=1.5s"],
    "x=late",
]


def test_values_of_every_type(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text(MODULE, encoding="utf-8")
    (tmp_path / "main.go").write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(["go", "run", "."], cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S607 - the one on the path
    *values, unset = done.stdout.splitlines()
    assert values == [f"{each} <nil>" for each in EXPECTED], done.stderr
    assert unset == "the client has no settings; make it by New or FromEnv"
