"""All checks that look at more than one place of the catalog."""

from __future__ import annotations

from reference import checks_calls, checks_links, checks_names, checks_provocations
from reference.checks_index import Index
from reference.problems import Problem

_CHECKS = (
    checks_names.duplicate_names,
    checks_names.duplicate_numbers,
    checks_names.clashing_constants,
    checks_names.misnamed_categories,
    checks_names.clashing_aliases,
    checks_names.self_related,
    checks_names.contradicting_bodies,
    checks_names.wrong_placeholders,
    checks_names.missing_formats,
    checks_names.unused_names,
    checks_links.dangling_names,
    checks_links.unknown_rank_keys,
    checks_links.dangling_refs,
    checks_calls.wrong_stages,
    checks_calls.wrong_answers,
    checks_calls.missing_answers,
    checks_calls.unsorted_rules,
    checks_provocations.unprovoked,
    checks_provocations.needless_exemptions,
    checks_provocations.impossible,
)


def check(index: Index) -> list[Problem]:
    """Return everything that does not fit together."""
    return [problem for run in _CHECKS for problem in run(index)]
