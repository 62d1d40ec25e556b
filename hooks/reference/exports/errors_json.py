"""errors.json and its JSON Schema: the whole catalog for other programs, in the shape of `shape/`.

Every prose text becomes plain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from reference.catalog.answer import Answer
from reference.catalog.call import Call
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import READ, Evidence, Holds, Line
from reference.catalog.schema import Described
from reference.catalog.vocabulary import Retry
from reference.exports import around, callbacks, client_texts, server, symptoms
from reference.exports.edition import Edition
from reference.exports.shape import entries, lists
from reference.exports.shape.base import EvidenceData
from reference.exports.shape.reference import VERSION, Reference
from reference.pages import views
from reference.pages.links import PAGE_URIS, call_uri, error_uri, evidence_url, run_anchor
from reference.pages.text import all_plain, plain, plain_if_any

URI = "data/errors.json"
SCHEMA_URI = "data/errors.schema.json"
"""Where the schema is, below docs/ and in the site."""

LICENSE = "MIT"


def reference(catalog: Catalog, edition: Edition) -> Reference:
    """Return all of the catalog but the requests that only the stub's tests use."""
    maker = _Maker(catalog, edition)
    return Reference(
        schema_address="errors.schema.json",
        schema_version=VERSION,
        version=edition.version,
        site=edition.url or None,
        license=LICENSE,
        categories=[lists.CategoryData(id=c.id, title=c.title, summary=plain(c.summary)) for c in catalog.categories],
        errors=[maker.error(error) for error in catalog.errors.values()],
        calls=[maker.call(call) for call in catalog.calls.values()],
        ranks=[lists.RankData(rank=r.rank, keys=list(r.keys), note=plain_if_any(r.note)) for r in catalog.ranks],
        formats=[
            lists.FormatData(id=f.id, title=f.title, content_type=f.content_type, summary=plain(f.summary))
            for f in catalog.formats.values()
        ],
        placeholders=[
            lists.PlaceholderData(name=p.name, meaning=plain(p.meaning), example=p.example)
            for p in catalog.placeholders.values()
        ],
        speakers=[around.speaker(catalog, edition, each) for each in catalog.speakers.values()],
        front_ends=[around.front_end(edition, each, maker.evidence) for each in catalog.front_ends.values()],
        libraries=[around.library(each, maker.evidence) for each in catalog.libraries.values()],
        client_texts=[client_texts.cause(catalog, edition, each) for each in catalog.client_causes.values()],
        upgrades=[around.upgrade(edition, each, maker.evidence) for each in catalog.upgrades.values()],
        join_troubles=[server.join_trouble(edition, each, maker.evidence) for each in catalog.after_join.causes],
        join_texts=[server.join_text(edition, each, maker.evidence) for each in catalog.after_join.texts],
        logs=[server.log(each) for each in catalog.logs.values()],
        log_lines=[
            line for group in catalog.log_groups.values() for line in server.lines(edition, group, maker.evidence)
        ],
        settings=[server.setting(catalog, edition, each, maker.evidence) for each in catalog.settings.settings],
        silent_successes=[
            around.silent_success(edition, group, item, maker.evidence)
            for group in catalog.silent_groups
            for item in group.items
        ],
        callbacks=[callbacks.callback(edition, each, maker.evidence) for each in catalog.callbacks.values()],
        callback_obstacles=[callbacks.obstacle(edition, each, maker.evidence) for each in catalog.obstacles],
        fetched_urls=callbacks.fetched(catalog.fetched, maker.evidence),
        releases=[
            lists.ReleaseData(
                id=r.line,
                name=f"BigBlueButton {r.line}",
                summary=plain(r.summary),
                first=plain_if_any(r.first),
                newest=plain_if_any(r.newest),
                support=plain_if_any(r.support),
            )
            for r in catalog.releases.values()
        ],
        sources=[
            lists.SourceData(
                id=s.id, repository=s.repository, commit=s.commit, stands_for=plain(s.stands_for), line=s.line
            )
            for s in catalog.sources.values()
        ],
        runs=[
            lists.RunData(id=r.id, asked=plain(r.asked), showed=plain(r.showed), stand_in=plain_if_any(r.stand_in))
            for r in catalog.runs.values()
        ],
        algorithms=[
            lists.AlgorithmData(name=a.name, hex_length=a.hex_length, note=plain_if_any(a.note))
            for a in catalog.algorithms
        ],
        checksum_mistakes=[
            lists.MistakeData(id=m.id, group=m.group, title=plain(m.title), fix=plain(m.fix)) for m in catalog.mistakes
        ],
        troubleshooting=list(symptoms.troubles(catalog)),
        faq=[
            lists.QuestionData(id=q.id, question=plain(q.question), answer=plain(q.answer), errors=list(q.errors))
            for q in catalog.faq
        ],
    )


def _release(name: str | None) -> str | None:
    """Return a release in words."""
    if name is None:
        return None
    return {"≤": f"{name[1:]} or earlier", "≥": f"{name[1:]} at least"}.get(name[0], name)


@dataclass(frozen=True)
class _Maker:
    """Makes the parts that need the whole catalog."""

    catalog: Catalog
    edition: Edition

    def error(self, error: Error) -> entries.ErrorData:
        return entries.ErrorData(
            id=error.address,
            key=error.key,
            page=self.edition.page(error_uri(error.address)),
            category=self.catalog.category_of[error.address].id,
            title=error.title,
            kind=error.kind,
            status=error.status,
            retry=error.retry,
            retryable=error.retry is not Retry.NEVER,
            remedy=error.helps,
            rank=self.catalog.rank_of(error.key or ""),
            meaning=plain(error.meaning),
            fixes=all_plain(error.fixes),
            causes=[entries.CauseData(cause=plain(c.cause), tell=plain(c.tell)) for c in error.causes],
            sent_instead=[entries.InsteadData(when=plain(i.when), send=plain(i.send)) for i in error.sent_instead],
            also_known_as=[entries.AliasData(key=a.key, text=a.text, seen=plain(a.seen)) for a in error.aliases],
            related=list(error.related),
            notes=all_plain(error.notes),
            answers=[self.answer(answer) for answer in error.answers],
        )

    def answer(self, answer: Answer) -> entries.AnswerData:
        forms = views.answer_forms(self.catalog, answer)
        lines = self.lines(self.catalog.lines_of(answer))
        return entries.AnswerData(
            id=answer.id,
            calls=list(answer.calls),
            scope=plain_if_any(answer.scope),
            speaker=answer.speaker,
            versions=plain_if_any(answer.versions),
            key=answer.key,
            message=answer.message,
            literal=answer.literal,
            returncode=answer.returncode,
            format=answer.format,
            json_on_request=answer.json_on_request,
            redirect_false=answer.redirect_false,
            http_status=answer.http_status,
            sample=forms[0].text if forms else None,
            condition=plain(answer.condition),
            parameters=list(answer.parameters),
            status=answer.sent,
            certainty=answer.certainty,
            releases=[line.line for line in lines if line.holds is Holds.YES] or [READ],
            lines=lines,
            since=plain_if_any(answer.since) or _release(answer.line(READ).since),
            until=plain_if_any(answer.until) or _release(answer.line(READ).until),
            notes=all_plain(answer.notes),
            evidence=self.evidence(answer.evidence),
        )

    def call(self, call: Call) -> entries.CallData:
        return entries.CallData(
            name=call.name,
            page=self.edition.page(call_uri(call.name)),
            written=call.written,
            path=call.address,
            summary=plain(call.summary),
            methods=list(call.methods),
            auth=call.auth,
            order=call.order,
            query=call.query,
            steps=[
                entries.StepData(
                    stage=step.stage,
                    title=plain(step.title),
                    answers=list(step.answers),
                    text=plain_if_any(step.text),
                    lines=self.lines(self.catalog.lines_of_step(call, step)),
                )
                for step in call.steps
            ],
            success=[
                entries.SuccessData(
                    when=plain(form.when),
                    answer=form.answer,
                    body=form.body,
                    certainty=form.certainty,
                    notes=all_plain(form.notes),
                )
                for form in call.success
            ],
            missing_in=[name for name in self.catalog.releases if call.is_missing_in(name)],
            notes=all_plain(call.notes),
            evidence=self.evidence(call.evidence),
        )

    def evidence(self, proofs: Iterable[Evidence]) -> list[EvidenceData]:
        return [
            EvidenceData(url=self.url(proof), source=proof.at, run=proof.run, where=plain(proof.where))
            for proof in proofs
        ]

    def url(self, proof: Evidence) -> str:
        if proof.run is None:
            return evidence_url(proof, self.catalog)
        return f"{self.edition.link(self.edition.page(PAGE_URIS['sources']))}#{run_anchor(proof.run)}"

    def lines(self, lines: Iterable[Line]) -> list[entries.LineData]:
        return [
            entries.LineData(
                line=line.line,
                holds=line.holds,
                since=line.since,
                until=line.until,
                message=line.message,
                redirect_false=line.redirect_false,
                instead=plain_if_any(line.instead),
                note=plain_if_any(line.note),
                certainty=line.certainty,
                evidence=self.evidence(line.evidence),
            )
            for line in lines
        ]


def text(reference: Reference) -> str:
    """Return the text of errors.json."""
    return reference.model_dump_json(by_alias=True) + "\n"


def schema() -> str:
    """Return the text of the JSON Schema, made from the types in `shape/`."""
    made = Reference.model_json_schema(mode="serialization", schema_generator=Described)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "version": VERSION}
    return json.dumps(head | made, indent=1, ensure_ascii=False) + "\n"
