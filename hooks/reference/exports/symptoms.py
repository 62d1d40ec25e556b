"""The symptoms as data for programs."""

from __future__ import annotations

from collections.abc import Iterator

from reference.catalog.contents import Catalog
from reference.catalog.symptoms import Symptom, SymptomGroup
from reference.exports.shape.symptoms import CheckData, OutcomeData, TroubleData
from reference.pages.text import all_plain, plain, plain_if_any


def troubles(catalog: Catalog) -> Iterator[TroubleData]:
    """Yield every symptom, by group."""
    for group in catalog.symptoms.values():
        for symptom in group.symptoms:
            yield _trouble(group, symptom)


def _trouble(group: SymptomGroup, symptom: Symptom) -> TroubleData:
    """Return a symptom with its checks."""
    return TroubleData(
        id=symptom.id,
        group=plain(group.title),
        symptom=plain(symptom.symptom),
        seen_as=list(symptom.seen_as),
        tell=plain(symptom.tell),
        cause=plain(symptom.cause),
        checks=[
            CheckData(
                check=plain(check.check),
                example=check.example,
                command=check.command,
                outcomes=[
                    OutcomeData(sees=plain(each.sees), cause=plain_if_any(each.cause), fix=plain_if_any(each.fix))
                    for each in check.outcomes
                ],
            )
            for check in symptom.checks
        ],
        fix=all_plain(symptom.fixes),
        errors=list(symptom.errors),
        threads=len(symptom.threads),
        links=list(symptom.threads),
    )
