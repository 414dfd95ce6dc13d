"""Receipts, talons, forms, and the appendices in which they are said to be."""

from __future__ import annotations

from collections.abc import Iterator

from shared.rules.lint.cites import at, both, listed, of
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, name_of, rule
from shared.rules.lint.wording import (
    APPENDIX,
    HOW_MANY,
    PAPERS,
    SET_FORM,
    WHEN_ISSUED,
    speak_of,
    text_of,
    words_of,
)
from shared.rules.regulation import Acknowledgement, Doing, Form, Regulation

_ANSWERS = ("notification", "certificate", "referral")
_OTHER_PAPER = {"receipt": "talon", "talon": "receipt"}


@rule("acknowledgement-without-form", Weight.GAP)
def acknowledgement_without_form(regulation: Regulation) -> Faults:
    """The act says what a receipt or talon states, and gives no form of it."""
    kinds = {form.kind for form in regulation.forms}
    for paper in regulation.acknowledgement:
        if paper.fields and paper.kind not in kinds:
            what = f"{paper.kind} for the channel {paper.channel}: fields, but no form"
            yield Fault(what, paper.cite)


@rule("acknowledgement-without-fields", Weight.GAP)
def acknowledgement_without_fields(regulation: Regulation) -> Faults:
    """The applicant gets a receipt or talon, and nothing says what it states."""
    for paper in regulation.acknowledgement:
        if not paper.fields:
            yield Fault(f"{paper.kind} for the channel {paper.channel}: no fields", paper.cite)


@rule("form-without-acknowledgement", Weight.CONTRADICTION)
def form_without_acknowledgement(regulation: Regulation) -> Faults:
    """A form of a receipt or talon is attached, and no channel gives one."""
    given = {paper.kind for paper in regulation.acknowledgement}
    for form in regulation.forms:
        if form.kind in _OTHER_PAPER and form.kind not in given:
            yield Fault(f"a form of a {form.kind} that nobody gives", form.cite)


@rule("acknowledgement-differs-from-form", Weight.CONTRADICTION)
def acknowledgement_differs_from_form(regulation: Regulation) -> Faults:
    """A receipt or talon states by the text other things than its form has blanks for."""
    for paper in regulation.acknowledgement:
        for form in regulation.forms:
            if form.kind == paper.kind and form.fields and paper.fields and _differ(paper, form):
                said, printed = len(paper.fields), len(form.fields)
                what = f"{paper.kind}: {said} fields in the text, {printed} in the form"
                yield Fault(what, of(paper, form))


@rule("receipt-incomplete", Weight.GAP)
def receipt_incomplete(regulation: Regulation) -> Faults:
    """A receipt does not name the documents and their number, or not when the result is given.

    The result is handed out against it: without them nobody can hold the centre to it.
    """
    for paper in regulation.acknowledgement:
        if paper.kind == "receipt" and paper.fields:
            for wanted, pattern in (("documents", HOW_MANY), ("day of issue", WHEN_ISSUED)):
                if not speak_of(pattern, paper.fields):
                    yield Fault(f"the receipt does not state the {wanted}", paper.cite)


@rule("acknowledgement-called-otherwise", Weight.CONTRADICTION)
def acknowledgement_called_otherwise(regulation: Regulation) -> Faults:
    """The table gives a talon where the text gives a receipt, or the other way round."""
    for route in (*regulation.routes, *regulation.alternative_routes):
        papers = [p for p in regulation.acknowledgement if p.channel is route.channel]
        accepting = [action for action in route.actions if Doing.ACCEPT in action.does]
        for paper in papers[:1]:
            other = _OTHER_PAPER[paper.kind]
            for action in accepting:
                text = text_of(action)
                if PAPERS[other].search(text) and not PAPERS[paper.kind].search(text):
                    what = f"{name_of(route)}: {paper.kind} in the text, {other} in the table"
                    yield Fault(what, both(paper.cite, at(route, action)))


@rule("wrong-appendix", Weight.CONTRADICTION)
def wrong_appendix(regulation: Regulation) -> Faults:
    """A paper is said to be in an appendix that holds something else."""
    held = _held(regulation)
    for text, cite in _told(regulation):
        for paper, appendix in _references(text):
            elsewhere = [form for form in regulation.forms if form.kind == paper]
            if appendix in held and elsewhere and paper not in held[appendix]:
                what = (
                    f"the {paper} is referred to appendix {appendix} "
                    f"({listed(sorted(held[appendix]))}); it is appendix {elsewhere[0].appendix}"
                )
                yield Fault(what, both(cite, of(*elsewhere)))


@rule("appendix-twice", Weight.CONTRADICTION)
def appendix_twice(regulation: Regulation) -> Faults:
    """One appendix number stands on a directory and on a form."""
    forms = {form.appendix: form for form in regulation.forms}
    for directory in regulation.directories:
        if form := forms.get(directory.appendix or ""):
            what = f"appendix {form.appendix} is {directory.kind} and {form.kind}"
            yield Fault(what, of(directory, form))


@rule("form-empty", Weight.GAP)
def form_empty(regulation: Regulation) -> Faults:
    """A form is attached and has no blanks: its content is missing."""
    for form in regulation.forms:
        if not form.fields:
            yield Fault(f"appendix {form.appendix}: {form.kind} without blanks", form.cite)


@rule("refusal-without-form", Weight.GAP)
def refusal_without_form(regulation: Regulation) -> Faults:
    """The positive answer has a form, the refusal has none."""
    answers = [form for form in regulation.forms if form.kind in _ANSWERS]
    refusals = [result for result in regulation.results if result.kind == "refuse"]
    if answers and refusals and not any(form.kind == "refusal" for form in regulation.forms):
        yield Fault("a form for the answer, none for the refusal", of(*refusals, *answers))


@rule("application-without-form", Weight.GAP)
def application_without_form(regulation: Regulation) -> Faults:
    """Papers of a set form are asked for, and no such form is attached."""
    asked = [d for d in regulation.documents.items if SET_FORM.search(d.name)]
    if asked and not any(form.kind == "application" for form in regulation.forms):
        yield Fault(f"“{asked[0].name}”: no such form among the appendices", of(*asked))


RULES: tuple[Rule, ...] = (
    acknowledgement_without_form, acknowledgement_without_fields, form_without_acknowledgement,
    acknowledgement_differs_from_form, receipt_incomplete, acknowledgement_called_otherwise,
    wrong_appendix, appendix_twice, form_empty, refusal_without_form, application_without_form,
)  # fmt: skip


def _differ(paper: Acknowledgement, form: Form) -> bool:
    return [words_of(field) for field in paper.fields] != [words_of(f) for f in form.fields]


def _held(regulation: Regulation) -> dict[str, set[str]]:
    """What lies in each appendix of which we know the content."""
    held: dict[str, set[str]] = {}
    for form in regulation.forms:
        held.setdefault(form.appendix, set()).add(form.kind)
    for directory in regulation.directories:
        if directory.appendix:
            held.setdefault(directory.appendix, set()).add(f"directory of {directory.kind}")
    return held


def _told(regulation: Regulation) -> Iterator[tuple[str, str]]:
    for stage in regulation.stages:
        yield stage.action, stage.cite
    for route in (*regulation.routes, *regulation.alternative_routes):
        for action in route.actions:
            yield text_of(action), at(route, action)


def _references(text: str) -> Iterator[tuple[str, str]]:
    """Each reference to an appendix with the paper that is named last before it."""
    start = 0
    for reference in APPENDIX.finditer(text):
        named = [
            (match.start(), paper)
            for paper, pattern in PAPERS.items()
            for match in pattern.finditer(text, start, reference.start())
        ]
        if named:
            yield max(named)[1], reference[1] or reference[2]
        start = reference.end()
