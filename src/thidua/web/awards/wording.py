"""Conditions, votes and reasons in the words of an office."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.ballots import Rule
from thidua.web.awards.models import AwardList, Disqualification, Recommendation
from thidua.web.awards.queries import Threshold, share_text
from thidua.web.core.written import unbroken

MEANS = {True: "state-good", False: "state-bad", None: "state-warn"}


@dataclass(frozen=True)
class CheckRow:
    """One condition as a row: its words, the figures, the mark with its word."""

    words: str
    figures: str
    mark: str
    state: str
    look: str


def check_row(check: dict[str, Any]) -> CheckRow:
    """A frozen condition in words."""
    met = check["met"]
    mark, state = {
        True: ("✓", pgettext("condition", "đạt")),
        False: ("✗", pgettext("condition", "không đạt")),
        None: ("?", _("chưa xác định")),
    }[met]
    if check["kind"] == "gate":
        state = {True: _("không vướng"), False: _("vướng"), None: _("chưa xác định")}[met]
        if check["waived"]:
            state = _("không áp dụng, theo quyết định")
    return CheckRow(_words(check), _figures(check), mark, state, MEANS[met])


def _words(check: dict[str, Any]) -> str:
    if check["kind"] == "gate":
        return str(check["name"])
    place = _("Xếp hạng từ thứ %(needed)s trở lên") if check["needed"] else _("Được xếp hạng")
    words = {
        "class": _("Xếp loại: %(needed)s"),
        "limit": _("Số lượng được đề nghị: không quá %(needed)s đơn vị"),
        "when": _("Thuộc nhóm đơn vị mà quy chế xét hình thức này"),
        "place": place,
    }
    return words[check["kind"]] % check


def _figures(check: dict[str, Any]) -> str:
    had = check["had"]
    if check["kind"] == "gate":
        return unbroken(str(had))
    if check["kind"] == "class":
        return had or _("chưa xếp loại được")
    if check["kind"] == "place":
        return _("hạng %(had)s") % check if had else _("không xếp hạng")
    if check["kind"] == "limit":
        return _("thứ %(had)s trong số đơn vị đủ điều kiện") % check
    return ""


def base_name(rule: Rule) -> str:
    """Of whom the threshold is a share."""
    return {
        "members": _("tổng số đơn vị thành viên"),
        "entitled": _("số đơn vị có quyền bỏ phiếu"),
        "present": _("số đơn vị có mặt"),
        "cast": _("số phiếu thu về"),
        "valid": _("số phiếu hợp lệ"),
    }[rule.base.value]


def threshold_text(threshold: Threshold) -> str:
    """A threshold with where it stands written."""
    share = share_text(threshold)
    least = (
        _("quá %(share)s") % {"share": share.removeprefix("> ")}
        if share.startswith(">")
        else _("ít nhất %(share)s") % {"share": share}
    )
    source = threshold.rule.source
    where = ", ".join(part for part in (source.article, source.document) if part)
    return unbroken(f"{least} {base_name(threshold.rule)} ({where})")


def threshold_choice(threshold: Threshold) -> str:
    """The same as a choice: the award that the source speaks of stands before it."""
    name = threshold.rule.awards[threshold.award].name if threshold.award else ""
    return f"{name}: {threshold_text(threshold)}" if name else threshold_text(threshold)


def vote_text(row: Recommendation) -> str:
    """The counts with the arithmetic, or that nobody voted yet."""
    if not row.has_vote:
        return _("chưa bỏ phiếu")
    return _("%(yes)d/%(base)d đồng ý, cần %(needed)d") % {
        "yes": row.votes_for, "base": row.base, "needed": row.needed
    }  # fmt: skip


def reason_left_out(
    found: AwardList,
    code: str,
    row: Recommendation | None,
    barred: Disqualification | None,
    *,
    grounds: bool,
) -> str:
    """Why the unit is not recommended: the strongest reason, in one sentence.

    `grounds` of a disqualification are for the unit itself and the secretariat.
    """
    if barred and not grounds:
        return _("Thuộc diện không xét khen thưởng theo quy định")
    if barred:
        return _("Không xét khen thưởng: %(reason)s (%(evidence)s)") % {
            "reason": barred.reason, "evidence": barred.evidence
        }  # fmt: skip
    if row and row.state == Recommendation.State.REMOVED:
        return _("Đã đưa ra khỏi danh sách: %(reason)s") % {"reason": row.reason}
    if row and row.has_vote and not row.carried:
        return _("Không đủ phiếu: %(vote)s") % {"vote": vote_text(row)}
    return "; ".join(_unmet_sentences(found, code)) or _("Quy chế không còn số lượng để đề nghị")


def _unmet_sentences(found: AwardList, code: str) -> list[str]:
    """What the unit lacks for the last award of the rulebook, the easiest to get."""
    known = found.checks.get(code, {"gates": [], "awards": {}})
    gates = [c for c in known["gates"] if c["met"] is False and c["needed"] == "disqualified"]
    last = list(known["awards"].values())[-1] if known["awards"] else []
    rows = [check_row(check) for check in [*gates, *last] if check["met"] is False]
    told = _("Không đạt điều kiện «%(words)s» (%(figures)s)")
    return [told % {"words": row.words, "figures": row.figures or row.state} for row in rows]
