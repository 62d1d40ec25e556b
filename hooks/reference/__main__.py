"""The commands: `python -m reference --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from reference import comparison, generate, site, snippets, wording
from reference.catalog import formatting, skeleton
from reference.catalog.evidence import READ
from reference.catalog.loading import assembled, checked, load
from reference.catalog.problems import CatalogError, Problem
from reference.catalog.writing import write_all
from reference.drift import comparison as comparison_with_source
from reference.drift import found
from reference.exports import changelog
from reference.exports.edition import edition
from reference.exports.publication import Publication
from reference.pages.in_languages.programs import programs

CATALOG = "docs/catalog"


def check(options: argparse.Namespace) -> None:
    """Load the catalog and the examples, make the pages, read the prose, and say what the catalog holds."""
    problems: list[Problem] = []
    examples: Mapping[str, snippets.Example] = {}
    try:
        examples = snippets.load(root_of(options) / "snippets")
    except CatalogError as error:
        problems += error.problems
    try:
        index = checked(options.catalog)
    except CatalogError as error:
        raise CatalogError([*problems, *error.problems]) from error
    problems += wording.wrong_words(root_of(options), index)
    if problems:
        raise CatalogError(problems)
    catalog = assembled(index)
    examples = {**examples, **programs(catalog, root_of(options) / "snippets")}
    site.make(options.catalog.resolve().parent, Publication(catalog), examples)
    counts = f"{len(catalog.errors)} errors, {len(catalog.answers)} answers, {len(catalog.calls)} calls"
    print(f"catalog ok: {counts}")


def write_generated(options: argparse.Namespace) -> None:
    """Write all files of the repository that a program writes, or check that they are right."""
    root = root_of(options)
    if options.check:
        generate.check(root, generate.generated(root, load(options.catalog)))
        print("generated files ok")
        return
    written = generate.write(root, generate.schemas())
    written += generate.write(root, generate.generated(root, load(options.catalog)))
    print("\n".join(f"written: {path}" for path in written) or "nothing to write")


def fix(options: argparse.Namespace) -> None:
    """Give the YAML files of the catalog their one look, or check that they have it."""
    found = list(formatting.unformatted(options.catalog))
    if options.check:
        problems = [generate.compare(str(path), now, right, "run `make fix`") for path, now, right in found]
        if problems:
            raise CatalogError(problem for problem in problems if problem)
        print("catalog files ok")
        return
    for path, _, right in found:
        write_all({path: right})
        print(f"written: {path}")


def diff(options: argparse.Namespace) -> None:
    """Say what the catalog means otherwise than that of a commit."""
    lines = list(comparison.differences(comparison.at_commit(root_of(options), options.base), load(options.catalog)))
    print("\n".join(lines).strip() or f"The catalog means the same as that of {options.base}.")


def show_drift(options: argparse.Namespace) -> None:
    """Say what a checkout of BigBlueButton's source has otherwise than the catalog."""
    catalog = load(options.catalog)
    if options.line not in catalog.releases:
        known = ", ".join(catalog.releases)
        raise CatalogError([Problem("--line", 1, f"no release line is `{options.line}`", f"name one of {known}")])
    print("\n".join(comparison_with_source.lines(catalog, found.read(options.path), options.line)))


def root_of(options: argparse.Namespace) -> Path:
    """Return the project's folder."""
    catalog: Path = options.catalog
    return catalog.resolve().parent.parent


def new(options: argparse.Namespace) -> None:
    """Write the skeleton of an entry."""
    wanted = skeleton.Wanted(options.key, options.call, options.category, options.check)
    written = skeleton.write(root_of(options), load(options.catalog), wanted)
    print("\n".join(f"written: {path}" for path in written))
    print("`make check` names what is left to write.")


def write_pages(options: argparse.Namespace) -> None:
    """Write all pages as plain Markdown."""
    if options.out.exists():
        raise CatalogError([Problem(str(options.out), 1, "the folder exists", "delete it, or name another")])
    root = root_of(options)
    catalog = load(options.catalog)
    publication = Publication(catalog, edition(root, None, True), changelog.read(root))
    examples = site.examples_in(root / "snippets", catalog)
    count = site.write_source(options.catalog.parent, options.out, publication, examples)
    print(f"{count} pages written to {options.out}")


def folder(text: str) -> Path:
    """Return the path of a folder that is there."""
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return Path(text)


def parser() -> argparse.ArgumentParser:
    """Return the parser with all commands; each sets `run`."""
    root = argparse.ArgumentParser(prog="python -m reference", description="Commands of the API error reference.")
    root.add_argument("--catalog", type=folder, default=CATALOG, help="the catalog's folder (default: %(default)s)")
    commands = root.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], None], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    command("check", check, "load the catalog and list everything that is wrong")
    made = command("generate", write_generated, "write every file of the repository that a program writes")
    made.add_argument("--check", action="store_true", help="write nothing; fail if one is not right")
    begun = command("new", new, "write the skeleton of an entry, with a step in its call and an example")
    for name, about in (("key", "the messageKey"), ("call", "the call that sends it"), ("category", "its category")):
        begun.add_argument(f"--{name}", required=True, help=about)
    begun.add_argument("--check", default="", help="what the step of the call checks, in a few words")
    change = command("diff", diff, "say what a change means: entries, texts, ranks, calls against a commit")
    change.add_argument("base", help="the commit to compare with")
    source = command(
        "drift", show_drift, "say what a checkout of BigBlueButton's source has otherwise than the catalog"
    )
    source.add_argument("path", type=folder, help="the folder of the checkout; it is only read")
    source.add_argument("--line", default=READ, help="the release line of the checkout (default: %(default)s)")
    look = command("fix", fix, "give the YAML files of the catalog their one look: order of fields, style, wrapping")
    look.add_argument("--check", action="store_true", help="write nothing; fail if one has another look")
    pages = command("pages", write_pages, "write the site's pages as plain Markdown, for another builder")
    pages.add_argument("--out", type=Path, required=True, help="a folder that is not there yet")
    return root


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit status."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except CatalogError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        what = f"this cannot be read or written ({error.strerror or type(error).__name__})"
        print(Problem(str(error.filename or "."), 1, what, "make room, or make it ours"), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
