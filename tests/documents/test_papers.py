# ruff: noqa: E501, DTZ001 - examples, one line each
"""What the papers say: sentences, arithmetic, what is left to a person."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.documents import samples
from tests.documents.conftest import papers
from thidua.documents import Signer, lay_out, plain, profile
from thidua.documents.papers import (
    Attendance,
    BallotPaper,
    Choice,
    Content,
    Contribution,
    ExplanationAnswer,
    Indicator,
    Invitation,
    Item,
    Limitation,
    Person,
    Plan,
    PlanPart,
    RankedUnit,
    RankingList,
    SelfScoreSheet,
    Vote,
)
from thidua.documents.papers.facts import at

FORM = profile("hd36-2018")
THIRD = Fraction(2, 3)


def said(paper, form=FORM):
    """Every line of the paper as a reader sees it."""
    return [plain(line) for line in lay_out(paper, form).lines()]


@pytest.mark.parametrize(
    ("indicator", "sentence"),
    [
        (Indicator("tỷ lệ a", 100, target=100, last=99), "Tỷ lệ a đạt 100%, đạt chỉ tiêu (100%); tăng 1 điểm phần trăm so với năm 2019."),
        (Indicator("tỷ lệ a", 70, bound="over", target=70), "Tỷ lệ a đạt trên 70%, vượt chỉ tiêu (70%)."),
        (Indicator("tỷ lệ a", 80, bound="over", target=85), "Tỷ lệ a đạt trên 80%."),
        (Indicator("tỷ lệ a", 80, bound="under", target=85), "Tỷ lệ a đạt dưới 80%, chưa đạt chỉ tiêu (85%)."),
        (Indicator("tỷ lệ a", 85, bound="under", target=85), "Tỷ lệ a đạt dưới 85%, chưa đạt chỉ tiêu (85%)."),
        (Indicator("tỷ lệ a", 90, bound="under", target=85), "Tỷ lệ a đạt dưới 90%."),
        (Indicator("thôn trắng", 12, "thôn", target=15, last=20, up=False), "Thôn trắng còn 12 thôn, vượt chỉ tiêu (không quá 15 thôn); giảm 8 thôn so với năm 2019."),
        (Indicator("thôn trắng", 10, "thôn", bound="under", target=10, up=False), "Thôn trắng còn dưới 10 thôn, vượt chỉ tiêu (không quá 10 thôn)."),
        (Indicator("kết nạp", Decimal("96.4"), "", target=100, estimated=True), "Kết nạp ước đạt 96,4, chưa đạt chỉ tiêu (100)."),
        (Indicator("kết nạp", 5, "", last=5), "Kết nạp đạt 5; bằng năm 2019."),
        (Indicator("kết nạp", 5, "", last=5, last_bound="over"), "Kết nạp đạt 5."),
        (Indicator("kết nạp", None), "Kết nạp: ……………… (số liệu)."),
    ],
)  # fmt: skip
def test_a_figure_is_told_with_its_bound_target_and_change(indicator, sentence):
    assert plain(indicator.sentence(2020)) == sentence


def test_a_bound_never_claims_more_than_it_knows():
    """Over all small cases: what is claimed holds for every value the bound allows."""
    for up in (True, False):
        for bound in ("", "over", "under"):
            for value in range(5):
                for target in range(5):
                    told = Indicator("a", value, "", bound, target, up=up).reached()
                    possible = {
                        "": [value],
                        "over": [value + d / 4 for d in range(1, 9)],
                        "under": [value - d / 4 for d in range(1, 9)],
                    }[bound]
                    ahead = [(v - target) if up else (target - v) for v in possible]
                    holds = {
                        "beyond": all(a > 0 for a in ahead),
                        "reached": all(a == 0 for a in ahead),
                        "missed": all(a < 0 for a in ahead),
                        "": True,
                    }
                    assert holds[told], (up, bound, value, target)


@pytest.mark.parametrize(
    ("vote", "needed", "carried"),
    [
        (Vote("", "open", 14, "", 10, threshold=THIRD, strict=False), 10, True),
        (Vote("", "open", 14, "", 7), 8, False),
        (Vote("", "open", 13, "", 7), 7, True),
        (Vote("", "secret", 15, "", 10, threshold=THIRD, strict=True), 11, False),
        (Vote("", "secret", 15, "", 10, threshold=THIRD, strict=False), 10, True),
        (Vote("", "secret", 10, "", 9, threshold=Fraction(9, 10), strict=False), 9, True),
        (Vote("", "open", 3, "", 3, threshold=Fraction(1), strict=False), 3, True),
    ],
)
def test_the_threshold_is_rounded_up_to_whole_votes(vote, needed, carried):
    assert (vote.needed, vote.carried) == (needed, carried)


def test_a_vote_is_told_with_its_arithmetic():
    vote = Vote("x", "secret", 14, "tổng số đơn vị", 12, 1, 1, Fraction(4, 5), strict=False)
    assert (
        vote.counts()
        == "Hội nghị bỏ phiếu kín: 12/14 tán thành (85,71%); không tán thành: 01; không biểu quyết: 01"
    )
    assert (
        vote.arithmetic()
        == "tỷ lệ cần đạt: ít nhất 80% tổng số đơn vị (14 × 80% = 11,2), tức là từ 12 trở lên"
    )
    assert "quá 100%" in replace(vote, threshold=Fraction(1), strict=True).arithmetic()


def test_minutes_name_who_was_away_and_what_failed():
    minutes = samples.minutes(samples.PARTY)
    lost = Vote("đề xuất mẫu", "open", 14, samples.MEMBERS, 3)
    minutes = replace(
        minutes,
        attendance=(Attendance("Đơn vị A", 3, "Trưởng đoàn A"), Attendance("Đơn vị B", 0, note="Có lý do"), Attendance("Đơn vị C", 0)),
        items=(Item("Đề xuất", summary="có ý kiến khác nhau", vote=lost),),
        closed=None, copies=0, chairs=(), resolved=(), guests=(),
    )  # fmt: skip
    lines = said(minutes.paper())
    assert "Có mặt 01/03 đơn vị thành viên, tổng số 03 đại biểu." in lines
    assert "Vắng mặt 02 đơn vị: Đơn vị B (có lý do); Đơn vị C." in lines
    assert "Trưởng đoàn A" in lines
    assert "Kết quả: hội nghị không thông qua đề xuất mẫu." in lines
    assert "- Chủ trì: ……………… (họ tên, chức vụ);" in lines
    assert any(line.startswith("Hội nghị kết thúc vào hồi ……………… (giờ, ngày)") for line in lines)


def test_nobody_named_is_given_words():
    """A speaker's words are a gap; the guest appears with name and posts alone."""
    lines = said(papers("hd36-2018")["minutes"])
    assert "- Đại biểu mẫu, Ban Tổ chức Tỉnh ủy Lai Châu: ……………… (nội dung phát biểu)." in lines
    assert [line for line in lines if "Hoàng Duy Chinh" in line] == [f"- {samples.GUEST.text}."]


def test_the_agreement_has_a_place_for_each_member_to_sign():
    sheet = lay_out(papers("hd36-2018")["agreement"], FORM)
    signed = [
        plain(line.text)
        for e in sheet.end
        for row in e.rows
        for cell in row
        for line in cell
        if line.style == "sign_authority"
    ]
    assert signed == [unit.upper() for unit in samples.UNITS]
    assert "14 (mười bốn) đơn vị thành viên" in " ".join(said(papers("hd36-2018")["agreement"]))


def test_a_tie_across_the_last_seat_elects_nobody_on_the_border():
    tally = samples.tally(samples.PARTY)
    tied = replace(
        tally, choices=(Choice("A", 12), Choice("B", 10), Choice("C", 10), Choice("D", 3)), seats=2
    )
    assert [c.name for c in tied.carried] == ["A"]
    assert [c.name for c in replace(tied, seats=0).carried] == ["A", "B", "C"]
    none = replace(tied, choices=(Choice("A", 2),))
    assert "Căn cứ kết quả kiểm phiếu, không có ai đủ số phiếu trúng cử." in said(none.paper())
    question = replace(
        tally,
        election=False,
        choices=(Choice("Nội dung A", 12, 1, 1),),
        absent_in_writing=2,
        closing="đã công bố trước hội nghị",
    )
    lines = said(question.paper())
    assert "Căn cứ kết quả kiểm phiếu, được thông qua: Nội dung A." in lines
    assert "Trong đó: phiếu gửi bằng văn bản của người vắng mặt" in lines
    assert (question.valid, question.needed) == (13, 8)
    rejected = replace(question, choices=(Choice("Nội dung A", 2, 12),))
    assert "Căn cứ kết quả kiểm phiếu, không nội dung nào được thông qua." in said(rejected.paper())


def test_the_money_handed_over_is_told_in_figures_and_words():
    lines = said(papers("hd36-2018")["handover_minutes"])
    assert (
        "Số tiền bàn giao bằng chuyển khoản: 70.000.000 đồng (bằng chữ: Bảy mươi triệu đồng chẵn)." in lines
    )
    noted = replace(
        samples.handover(samples.PARTY),
        contributions=(Contribution("A", 1_000_000, "nộp bổ sung"),),
        means="",
        purpose=(),
    )
    assert "nộp bổ sung" in said(noted.paper())


def test_a_report_leaves_to_people_what_only_they_can_write():
    report = replace(samples.report(samples.PARTY), limitations=(), next_tasks=(), organisation=(), contents=(Content("Nội dung A", basis="Chỉ thị số 35-CT/TW"),), charity=(), ranking=(), earlier=(), agreement_signed=None, proposals=("tăng thời hạn báo cáo",))  # fmt: skip
    lines = said(report.paper())
    gaps = [line for line in lines if line.startswith("………………")]
    assert gaps == [
        "……………… (công tác chỉ đạo, tổ chức trong kỳ).",
        "……………… (kết quả thực hiện).",
        "……………… (tồn tại, hạn chế).",
        "……………… (nguyên nhân khách quan, chủ quan).",
        "……………… (phương hướng, nhiệm vụ).",
    ]
    assert "Căn cứ thực hiện: Chỉ thị số 35-CT/TW." in lines
    assert "- Tăng thời hạn báo cáo." in lines


def test_earlier_limitations_are_told_by_state():
    lines = said(samples.report(samples.PARTY).paper())
    assert "Đã khắc phục (01):" in lines
    assert "Đang khắc phục (01):" in lines
    assert "Chưa khắc phục (01):" not in lines
    assert "- Còn thôn, bản chưa có đảng viên. Biện pháp: giao chỉ tiêu tạo nguồn cho từng chi bộ." in lines
    where = replace(
        samples.report(samples.PARTY), limitations=(Limitation("Báo cáo chậm", units=("A", "B")),)
    )
    assert "- Báo cáo chậm (A, B)." in said(where.paper())


def test_the_facts_of_the_source_are_in_the_papers():
    text = "\n".join("\n".join(said(paper)) for paper in papers("hd36-2018").values())
    for fact in (
        "Cụm Thi đua số 1 ngành tổ chức xây dựng Đảng", samples.CONFERENCE, "ngày 18 tháng 12 năm 2020", "thành phố Bắc Kạn",
        "35-CT/TW", "39-NQ/TW", "trên 70%", "trên 80%", "đạt 11%", "đạt 100%", "Ban Tổ chức Tỉnh ủy Lai Châu làm cụm trưởng năm 2021",
        "nhà tình nghĩa năm 2021", "doanh nghiệp ngoài nhà nước", "thôn, bản",
    ):  # fmt: skip
        assert fact in text, fact


def test_ballot_papers_have_neither_number_nor_date_nor_signature():
    for form, issuer in (("hd36-2018", samples.PARTY), ("nd30-2020", samples.STATE)):
        head = samples.head(issuer, issued=None, signers=(), recipients=())
        for mode, title in (
            ("yes_no", "PHIẾU BIỂU QUYẾT"),
            ("choose", "PHIẾU BẦU"),
            ("rank", "PHIẾU XẾP THỨ TỰ"),
        ):
            paper = BallotPaper(head, "Hội nghị", "nội dung", mode, ("A", "B"), abstain=True).paper()
            lines = said(paper, profile(form))
            assert title in lines
            assert not [line for line in lines if line.startswith(("Số ", "Số:")) and line != "Số TT"]
            assert not [line for line in lines if "năm" in line or "Nơi nhận" in line]
            assert lay_out(paper, profile(form)).end == ()


def test_small_papers_without_their_extras():
    head = samples.head(samples.PARTY)
    assert "Mã QR" not in " ".join(
        said(Invitation(head, "Ban", "Ông A", "Hội nghị", datetime(2020, 1, 2, 8), "Hà Nội", "Ông B").paper())
    )
    assert at(None) == "\ue000giờ, ngày\ue001"
    assert "……………… (Thành phần)." in said(Plan(head, "x", (), (PlanPart("Thành phần"),)).paper())
    none = (RankedUnit("A", None, None, note="không xếp hạng"), RankedUnit("B", 1, Decimal(90)))
    lines = said(
        RankingList(
            head,
            "Cụm",
            2020,
            "Lần 2",
            date(2021, 1, 5),
            none,
            "đính chính số liệu",
            corrections=("A: 1 → 2",),
            note="có số ước",
        ).paper()
    )
    assert {"–", "không xếp hạng", "Lý do xếp hạng lại: Đính chính số liệu.", "- A: 1 → 2."} <= set(lines)
    sheet = SelfScoreSheet(head, "A", 2020, "Quy chế", "đang chấm", (), 100, None, note="Số liệu minh họa")
    assert "Tổng điểm đơn vị tự chấm: chưa tính được." in said(sheet.paper())
    answer = ExplanationAnswer(
        head, "Cụm", "A", 2020, (replace(samples.QUESTION, answer="", evidence=(), conclusion=""),)
    )
    assert "Giải trình của đơn vị: ……………… (giải trình)." in said(answer.paper())


def test_prefixes_labels_and_ends_follow_the_profile():
    signer = (Signer("Cụm thi đua", "Cụm trưởng", "A", "TM"),)

    def lines(form, kind="year_report"):
        return said(replace(papers(form)[kind], signers=signer), profile(form))

    assert "TM. CỤM THI ĐUA" in lines("nd30-2020")
    assert "T/M CỤM THI ĐUA" in lines("hd05-2026")
    assert [line for line in lines("nd30-2020") if line.endswith("./.")]
    assert not [line for line in lines("hd05-2026") if line.endswith("./.")]
    assert "Số: 127/BC-SNV" in lines("nd30-2020")
    assert "Số 127-BC/BTCTU" in lines("hd36-2018")
    assert "Kính trình: Ban Tổ chức Trung ương" in said(papers("hd05-2026")["proposal"], profile("hd05-2026"))
    assert {"NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ"} <= set(
        said(papers("hd05-2026")["minutes"], profile("hd05-2026"))
    )
    assert {"THƯ KÝ", "CHỦ TỌA", "- Lưu: VT, Hồ sơ."} <= set(
        said(papers("nd30-2020")["minutes"], profile("nd30-2020"))
    )
    party, state = (said(papers(f)["decision"], profile(f)) for f in ("hd36-2018", "nd30-2020"))
    assert party.index("- Căn cứ Giao ước thi đua năm 2021;") < party.index("TRƯỞNG BAN TỔ CHỨC TỈNH ỦY")
    assert (
        state.index("TRƯỞNG BAN TỔ CHỨC TỈNH ỦY")
        < state.index("Căn cứ Giao ước thi đua năm 2021;")
        < state.index("QUYẾT ĐỊNH:")
    )


def test_a_person_without_a_post_is_a_name():
    assert (Person("A").text, Person("A", "b").text) == ("A", "A, b")
