"""All checks that look at more than one place of the catalog."""

from __future__ import annotations

from reference.catalog.checks import addresses, calls, lines, links, names, parameters, prose, provocations
from reference.catalog.index import Index
from reference.catalog.problems import Problem, some

_CHECKS = (
    names.duplicate_names,
    names.repeated_items,
    names.empty_fields,
    names.duplicate_numbers,
    names.clashing_constants,
    names.misplaced_files,
    names.misplaced_first_entries,
    names.unwritten_texts,
    names.unseen_misspellings,
    names.clashing_aliases,
    names.misplaced_causes,
    names.self_related,
    names.contradicting_bodies,
    names.wrong_placeholders,
    names.missing_formats,
    names.unused_names,
    parameters.unknown_parameters,
    addresses.unfit_names,
    addresses.unsafe_paths,
    prose.unsafe_prose,
    prose.unfit_titles,
    links.dangling_names,
    links.dangling_refs,
    calls.wrong_stages,
    calls.wrong_answers,
    calls.foreign_answers,
    calls.missing_answers,
    calls.unranked_rules,
    lines.repeated_lines,
    lines.needless_lines,
    lines.unproved_lines,
    lines.existing_calls,
    lines.misplaced_evidence,
    lines.unproved_runs,
    lines.contradicting_steps,
    provocations.unprovoked,
    provocations.needless_exemptions,
    provocations.impossible,
    provocations.misplaced_changes,
    provocations.groundless_changes,
    provocations.repeated_changes,
)


def check(index: Index) -> list[Problem]:
    """Return everything that does not fit together."""
    return [problem for run in _CHECKS for problem in some(run(index))]
