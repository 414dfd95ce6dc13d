"""What the applicant is promised: an answer with reasons, notice, delivery, a complaint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.rules.lint.amounts import say_term
from shared.rules.lint.cites import both, listed, of, whole
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, rule
from shared.rules.lint.wording import POST, speak_of, text_of, words_of
from shared.rules.regulation import Channel, Regulation, Statement


@rule("refusal-without-grounds", Weight.GAP)
def refusal_without_grounds(regulation: Regulation) -> Faults:
    """A refusal is a possible result, and the act neither states nor points to its grounds."""
    refusals = [result for result in regulation.results if result.kind == "refuse"]
    grounds = regulation.refusal_grounds
    if refusals and not grounds.items and not grounds.source:
        yield Fault("a refusal is possible, its grounds are not stated", of(*refusals))


@rule("refusal-not-a-result", Weight.CONTRADICTION)
def refusal_not_a_result(regulation: Regulation) -> Faults:
    """The act has grounds, a form or a way of refusing, and no refusal among its results."""
    if any(result.kind == "refuse" for result in regulation.results):
        return
    places = [
        *(ground.cite for ground in regulation.refusal_grounds.items),
        *(form.cite for form in regulation.forms if form.kind == "refusal"),
        *(route.source for route in regulation.alternative_routes if route.when == "refusal"),
    ]
    if places:
        yield Fault("a refusal is provided for and is not a result", both(*places))


@rule("extension-without-notice", Weight.GAP)
def extension_without_notice(regulation: Regulation) -> Faults:
    """The term can be extended, and nothing says when the applicant is told."""
    for extension in regulation.extensions:
        if extension.notice_value is None:
            by = f" by {say_term(extension)}" if extension.value else ""
            yield Fault(f"extension{by} without a notice: “{extension.why}”", extension.cite)


@rule("extension-without-measure", Weight.GAP)
def extension_without_measure(regulation: Regulation) -> Faults:
    """The term can be extended, and nothing says by how much."""
    for extension in regulation.extensions:
        if extension.value is None:
            yield Fault(f"extension without a measure: “{extension.why}”", extension.cite)


@rule("return-without-informing", Weight.GAP)
def return_without_informing(regulation: Regulation) -> Faults:
    """Papers go back for correction, and nothing says when the applicant is told."""
    back = regulation.return_for_correction
    if back and regulation.inform_applicant is None:
        yield Fault(f"return within {say_term(back)}, no term for telling the applicant", back.cite)


@rule("return-without-centre", Weight.CONTRADICTION)
def return_without_centre(regulation: Regulation) -> Faults:
    """Papers go back to the centre for correction in a service that no centre takes part in."""
    back = regulation.return_for_correction
    offered = {channel.code for channel in regulation.channels}
    if back and not offered & {Channel.PSC, Channel.AKIM, Channel.EMPLOYMENT_CENTER}:
        yield Fault("papers are returned to a centre that does not take part", back.cite)


@rule("one-ground-for-two-ends", Weight.CONTRADICTION)
def one_ground_for_two_ends(regulation: Regulation) -> Faults:
    """The same ground refuses and suspends, or suspends and ends: nothing says which it is."""
    lists = list(_grounds(regulation))
    for place, (end, grounds) in enumerate(lists):
        for other, others in lists[place + 1 :]:
            for ground, twin in _same(grounds, others):
                what = f"{end} and {other} for the same ground: “{ground.text}”"
                yield Fault(what, of(ground, twin))


@rule("ground-twice", Weight.DIFFERENCE)
def ground_twice(regulation: Regulation) -> Faults:
    """One list of grounds states the same ground twice."""
    for end, grounds in _grounds(regulation):
        texts = [words_of(ground.text) for ground in grounds]
        for place, ground in enumerate(grounds):
            if texts[place] in texts[:place]:
                yield Fault(f"{end}: “{ground.text}” twice", ground.cite)


@rule("post-through-psc", Weight.CONTRADICTION)
def post_through_psc(regulation: Regulation) -> Faults:
    """A result is sent by post in a service that only centres and portals give: what a centre has
    accepted it hands out at its window."""
    offered = {channel.code for channel in regulation.channels}
    for delivery in regulation.delivery:
        if delivery.code == "post" and offered <= {Channel.PSC, Channel.PORTAL}:
            yield Fault(f"post for the channels {listed(sorted(offered))}", delivery.cite)


@rule("post-without-action", Weight.GAP)
def post_without_action(regulation: Regulation) -> Faults:
    """The result may come by post, and no action of any table sends it."""
    texts = [text_of(action) for route in regulation.routes for action in route.actions]
    for delivery in regulation.delivery:
        if delivery.code == "post" and not speak_of(POST, texts):
            places = both(delivery.cite, *(route.source for route in regulation.routes))
            yield Fault("no action sends the result by post", places)


@rule("complaint-missing", Weight.GAP)
def complaint_missing(regulation: Regulation) -> Faults:
    """The act does not say to whom the applicant may complain."""
    if regulation.complaint is None:
        yield Fault("nothing about complaints", whole(regulation))


RULES: tuple[Rule, ...] = (
    refusal_without_grounds, refusal_not_a_result, extension_without_notice,
    extension_without_measure, return_without_informing, return_without_centre,
    one_ground_for_two_ends, ground_twice, post_through_psc, post_without_action,
    complaint_missing,
)  # fmt: skip


def _grounds(regulation: Regulation) -> Iterator[tuple[str, Sequence[Statement]]]:
    yield "refusal", regulation.refusal_grounds.items
    yield "suspension", regulation.suspension_grounds
    yield "termination", regulation.termination_grounds


def _same(
    grounds: Sequence[Statement], others: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    for ground in grounds:
        for twin in others:
            if words_of(ground.text) == words_of(twin.text):
                yield ground, twin
