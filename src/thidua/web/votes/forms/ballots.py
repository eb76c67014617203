"""Forms of the voting: a ballot by name, counts of raised hands, settling, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import BallotsError, Question, Tally
from thidua.web.votes import queries, ruling, wording
from thidua.web.votes.actions import Decision
from thidua.web.votes.models import Vote, Voter

BLANK = ""


class BallotForm(forms.Form):
    """One field for each question that is open to the voter; nothing chosen is a blank vote."""

    def __init__(self, *args: Any, voter: Voter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voter, self.asked = voter, voter.vote.asked
        for question in self.asked:
            if voter.unit_id in queries.barred_from(voter.vote, question):
                continue
            closed = queries.own_option(voter.vote, question, voter.unit_id)
            answers = [(a, wording.answer_name(question, a)) for a in question.answers if a != closed]
            self.fields.update(_fields(question, answers))

    def marks(self) -> list[list[str]]:
        """What the voter chose, one list for each question."""
        return [self._mark(question) for question in self.asked]

    def _mark(self, question: Question) -> list[str]:
        if question.kind == "rank":
            places = {a: self.cleaned_data.get(f"{question.id}-{a}") for a in question.answers}
            placed = sorted((place, answer) for answer, place in places.items() if place)
            return [answer for _place, answer in placed]
        given = self.cleaned_data.get(question.id) or []
        return [given] if isinstance(given, str) else list(given)

    def clean(self) -> dict[str, Any]:
        """Not too many chosen; a ranking is whole, with every place given once, or left blank."""
        cleaned: dict[str, Any] = super().clean() or {}
        for question in self.asked:
            chosen = cleaned.get(question.id)
            if isinstance(chosen, list) and len(chosen) > question.seats:
                self.add_error(question.id, _("Chọn nhiều nhất %(seats)d.") % {"seats": question.seats})
            if question.kind == "rank":
                self._check_places(question, cleaned)
        return cleaned

    def _check_places(self, question: Question, cleaned: dict[str, Any]) -> None:
        given = [cleaned.get(f"{question.id}-{answer}") for answer in question.answers]
        placed = [place for place in given if place]
        if placed and sorted(placed) != list(range(1, len(question.answers) + 1)):
            last = f"{question.id}-{question.answers[0]}"
            self.add_error(last, _("Ghi đủ các thứ bậc, mỗi thứ bậc một lần; hoặc để trống tất cả."))

    @staticmethod
    def initial_of(vote: Vote, marks: list[list[str] | None]) -> dict[str, Any]:
        """The form's values for a ballot that stands."""
        found: dict[str, Any] = {}
        for question, mark in zip(vote.asked, marks, strict=True):
            if question.kind == "rank":
                found |= {f"{question.id}-{answer}": place for place, answer in enumerate(mark or [], 1)}
            elif question.longest > 1:
                found[question.id] = mark or []
            else:
                found[question.id] = mark[0] if mark else BLANK
        return found


def _fields(question: Question, answers: list[tuple[str, str]]) -> dict[str, forms.Field]:
    if question.kind != "rank" and question.longest == 1:
        choices = answers if question.kind == "yes_no" else [*answers, (BLANK, _("Phiếu trắng"))]
        return {
            question.id: forms.ChoiceField(
                label=question.text, choices=choices, widget=forms.RadioSelect, required=False
            )
        }
    if question.kind == "choose":
        told = _("Chọn nhiều nhất %(seats)d; không chọn là phiếu trắng.") % {"seats": question.seats}
        return {
            question.id: forms.MultipleChoiceField(
                label=question.text, choices=answers, widget=forms.CheckboxSelectMultiple, required=False,
                help_text=told,
            )
        }  # fmt: skip
    return {
        f"{question.id}-{answer}": forms.IntegerField(
            label=_("%(question)s – thứ bậc của %(option)s") % {"question": question.text, "option": name},
            min_value=1, max_value=len(question.answers), required=False,
        )
        for answer, name in answers
    }  # fmt: skip


class EnteredForm(BallotForm):
    """A ballot that the secretariat types; what was sent in writing comes with its scan."""

    scan = forms.FileField(
        label=gettext_lazy("Bản chụp phiếu gửi đến"),
        required=False,
        help_text=gettext_lazy("PDF hoặc ảnh. Sửa lại thì không cần kèm lần nữa."),
    )

    def __init__(self, *args: Any, voter: Voter, **kwargs: Any) -> None:
        super().__init__(*args, voter=voter, **kwargs)
        if voter.in_writing:
            self.fields["scan"] = self.fields.pop("scan")
        else:
            del self.fields["scan"]


class HandsForm(forms.Form):
    """How many hands were raised for each answer; for a choice also how many voted."""

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = vote.asked
        for question in self.asked:
            for answer in question.answers:
                label = f"{question.text} – {wording.answer_name(question, answer)}"
                self.fields[f"{question.id}-{answer}"] = _number(label)
            if question.kind == "choose":
                label = _("%(question)s – số đại biểu đã giơ tay") % {"question": question.text}
                self.fields[f"{question.id}-voters"] = _number(label)

    def tallies(self) -> list[Tally]:
        """The counts of hands alone."""
        return [self._tally(question) for question in self.asked]

    def _tally(self, question: Question) -> Tally:
        votes = {a: self.cleaned_data[f"{question.id}-{a}"] for a in question.answers}
        valid = self.cleaned_data.get(f"{question.id}-voters", sum(votes.values()))
        return Tally(question, valid, votes)

    def clean(self) -> dict[str, Any]:
        """Numbers that fit together; each question says at its own field what does not."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for question in self.asked:
                try:
                    self._tally(question)
                except BallotsError as wrong:
                    self.add_error(f"{question.id}-{question.answers[0]}", ruling.in_language(wrong.said))
        return cleaned


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000)


class SettleForm(forms.Form):
    """How a tie or deadlock was settled, for each question that needs it; empty when none does."""

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = [d for d in queries.outcome_of(vote).decided if d.next.kind in {"tie", "deadlock"}]
        for decided in self.open:
            question = decided.question
            names = {"yes": _("Thông qua")} if question.kind == "yes_no" else question.options
            self.fields[f"{question.id}-chosen"] = forms.MultipleChoiceField(
                label=_("%(question)s – chọn") % {"question": question.text},
                choices=[(option, names[option]) for option in decided.next.options],
                widget=forms.CheckboxSelectMultiple, required=False, help_text=ruling.in_language(decided.next.said),
            )  # fmt: skip
            self.fields[f"{question.id}-by"] = forms.CharField(label=_("Người quyết định"), max_length=200)
            self.fields[f"{question.id}-note"] = forms.CharField(
                label=_("Văn bản hoặc lý do"), max_length=500
            )

    def decisions(self) -> dict[str, Decision]:
        """The decisions by question."""
        given = self.cleaned_data
        return {
            d.question.id: Decision(
                tuple(given[f"{d.question.id}-chosen"]), given[f"{d.question.id}-by"], given[f"{d.question.id}-note"]
            )
            for d in self.open
        }  # fmt: skip


class ReasonForm(forms.Form):
    """Why the vote is annulled."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do hủy"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
