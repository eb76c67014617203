"""What a vote's rule, settings, answers and counts are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext

from thidua.ballots import Question, Rule, Tally
from thidua.web.votes.models import Vote
from thidua.web.votes.ruling import in_language, rule_named, ties

BASES = {
    "members": gettext_lazy("toàn thể thành viên"),
    "entitled": gettext_lazy("số được biểu quyết"),
    "present": gettext_lazy("số có mặt và gửi phiếu"),
    "cast": gettext_lazy("số phiếu thu về"),
    "valid": gettext_lazy("số phiếu hợp lệ"),
}
ABSENT = {
    "written": gettext_lazy("gửi phiếu bằng văn bản"),
    "written_minuted": gettext_lazy("gửi phiếu bằng văn bản, ghi vào biên bản"),
    "excluded": gettext_lazy("không biểu quyết"),
}
OWN = {
    "allowed": gettext_lazy("được biểu quyết cho chính mình"),
    "barred": gettext_lazy("không biểu quyết cho chính mình"),
}
LABELS = {
    "ballot": gettext_lazy("Cách biểu quyết"),
    "base": gettext_lazy("Tỷ lệ tính trên"),
    "quorum": gettext_lazy("Số có mặt tối thiểu"),
    "quorum_for_awards": gettext_lazy("Số có mặt tối thiểu khi xét khen thưởng"),
    "share": gettext_lazy("Tỷ lệ tán thành cần đạt"),
    "rounds": gettext_lazy("Số vòng"),
    "absent": gettext_lazy("Đơn vị vắng mặt"),
    "own_candidate": gettext_lazy("Đơn vị được đưa ra biểu quyết"),
    "tie": gettext_lazy("Ngang phiếu"),
    "deadlock": gettext_lazy("Hết vòng vẫn không đủ phiếu"),
    "order": gettext_lazy("Thứ tự biểu quyết"),
    "every_question": gettext_lazy("Phiếu bỏ trống một câu"),
    "note": gettext_lazy("Ghi chú"),
}
KINDS = {
    "yes_no": gettext_lazy("Tán thành, không tán thành, không biểu quyết"),
    "choose": gettext_lazy("Chọn trong danh sách"),
    "rank": gettext_lazy("Xếp thứ tự"),
}


def rule_name(rule: Rule | str) -> str:
    """Where the rule stands written, or what it is when no document says it."""
    found = rule_named(rule) if isinstance(rule, str) else rule
    if not found.source.document:
        return _("Quá nửa số thành viên (dùng khi cụm chưa có quy định)")
    return ", ".join(part for part in (found.source.article, found.source.document) if part)


NAMES: Mapping[str, Mapping[str, Any]] = {
    "base": BASES, "absent": ABSENT, "own_candidate": OWN, "ballot": dict(Vote.Way.choices),
    "every_question": {"True": gettext_lazy("không hợp lệ")},
}  # fmt: skip


def value_name(key: str, value: Any) -> str:
    """A value of a rule in words."""
    if key in NAMES:
        return str(NAMES[key].get(str(value), value))
    if key in {"quorum", "quorum_for_awards", "share"}:
        text = str(value)
        share = text.removeprefix(">").strip()
        return (_("quá %(share)s") if text.startswith(">") else _("ít nhất %(share)s")) % {"share": share}
    said = ties()[value] if key == "tie" and isinstance(value, str) else value
    return in_language(said) if hasattr(said, "vi") else str(said)


def rule_sentences(rule: Rule) -> list[tuple[str, str, bool]]:
    """(what, value, is it only our reading) for everything the rule says, in a fixed order."""
    rows = [
        (str(LABELS[key]), value_name(key, getattr(rule, key)), key in rule.assumed)
        for key in LABELS
        if getattr(rule, key) not in (None, False)
    ]
    awards = [(award.name, value_name("share", award.share), False) for award in rule.awards.values()]
    return rows + awards


def settings_sentences(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(what, value) for everything the cluster set itself."""
    return [(str(LABELS[key]), value_name(key, given[key])) for key in LABELS if key in given]


def answer_name(question: Question, answer: str) -> str:
    """What an answer is called on the ballot."""
    if question.kind != "yes_no":
        return question.options[answer]
    return {
        "yes": pgettext("vote", "Tán thành"),
        "no": pgettext("vote", "Không tán thành"),
        "abstain": pgettext("vote", "Không biểu quyết"),
    }[answer]


def mark_name(question: Question, mark: list[str] | None) -> str:
    """What a ballot says on a question, in words; a ranking with its places."""
    if mark is None:
        return _("không được biểu quyết câu này")
    if not mark:
        return _("bỏ trống")
    names = [answer_name(question, answer) for answer in mark]
    if question.kind == "rank":
        return "; ".join(f"{place}. {name}" for place, name in enumerate(names, 1))
    return "; ".join(names)


def count_text(tally: Tally) -> str:
    """The count in one line, as audit and minutes keep it."""
    question = tally.question
    parts = [f"{answer_name(question, answer)}: {votes}" for answer, votes in tally.votes.items()]
    parts += [
        f"{mark_name(question, list(order))} – {times}" for order, times in sorted(tally.orders.items())
    ]
    parts += [f"{_('bỏ trống')}: {tally.blank}"] if tally.blank else []
    parts += [f"{_('không hợp lệ')}: {tally.invalid}"] if tally.invalid else []
    return "; ".join(parts)


def told(vote: Vote) -> dict[str, Any]:
    """The draft as an audit line keeps it: in the words of the office, Vietnamese."""
    with override("vi"):
        return {
            "title": vote.title,
            "rule": rule_name(vote.rule),
            "rule_settings": [f"{what}: {value}" for what, value in settings_sentences(vote.rule_settings)],
            "way": vote.way,
            "taking": vote.taking if vote.way == Vote.Way.OPEN else "",
            "questions": [question.text for question in vote.asked],
        }


def told_counts(tallies: list[Tally]) -> dict[str, str]:
    """The counts as an audit line keeps them."""
    with override("vi"):
        return {tally.question.text: count_text(tally) for tally in tallies}
