# ruff: noqa: E501, ISC004 - facts, one line each
"""One paper of every kind, from the conference of 18 December 2020 in Bắc Kạn.

Known of that day: the cluster and its 14 members, host, date, place, the guest of honour, the six contents, the
limitations, what was resolved and the figures with their bounds. Hours, counts, points, votes, sums and the names left as
gaps or called "mẫu" are made up for these tests.
"""

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from thidua.documents import Issuer, Signer
from thidua.documents.papers import (
    Agreement,
    Attendance,
    AwardGroup,
    BallotPaper,
    Candidate,
    ChangedPoints,
    Choice,
    Clause,
    Conclusions,
    Content,
    Contribution,
    Criterion,
    Decision,
    ExplanationAnswer,
    ExplanationRequest,
    HandoverMinutes,
    Head,
    Indicator,
    Invitation,
    Item,
    Letter,
    Limitation,
    Member,
    Minutes,
    Person,
    Plan,
    PlanPart,
    Programme,
    Proposal,
    Question,
    RankedUnit,
    RankingList,
    Recommendations,
    Regulation,
    RegulationArticle,
    RegulationChapter,
    Report,
    ScoreTable,
    SelfScoreSheet,
    Slot,
    Step,
    TallyMinutes,
    Task,
    VerificationMinutes,
    Vote,
)

CLUSTER = "Cụm Thi đua số 1 ngành tổ chức xây dựng Đảng"
CONFERENCE = "Hội nghị tổng kết công tác thi đua năm 2020, triển khai nhiệm vụ năm 2021"
DAY = date(2020, 12, 18)
PLACE = "thành phố Bắc Kạn"
PROVINCES = (
    "Hà Giang", "Cao Bằng", "Bắc Kạn", "Tuyên Quang", "Lào Cai", "Yên Bái", "Thái Nguyên",
    "Lạng Sơn", "Bắc Giang", "Phú Thọ", "Điện Biên", "Lai Châu", "Sơn La", "Hòa Bình",
)  # fmt: skip
UNITS = tuple(f"Ban Tổ chức Tỉnh ủy {name}" for name in PROVINCES)
PARTY = Issuer("party", "Tỉnh ủy Bắc Kạn", "Ban Tổ chức", "BTCTU", "Bắc Kạn", "Ban Tổ chức Tỉnh ủy")
STATE = Issuer("state", "Ủy ban nhân dân tỉnh Bắc Kạn", "Sở Nội vụ", "SNV", "Bắc Kạn", "Văn phòng")
GUEST = Person(
    "Hoàng Duy Chinh", "Bí thư Tỉnh ủy Bắc Kạn, Trưởng đoàn đại biểu Quốc hội khóa XIV tỉnh Bắc Kạn"
)
CHAIR = Person("Người chủ trì mẫu", "Trưởng Ban Tổ chức Tỉnh ủy Bắc Kạn")
CLERK = Person("Người ghi biên bản mẫu", "Ban Tổ chức Tỉnh ủy Bắc Kạn")
MEMBERS = "tổng số đơn vị thành viên"
CONTENTS = (
    "tham mưu, chỉ đạo đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII của Đảng theo Chỉ thị số 35-CT/TW",
    "thực hiện các nghị quyết Hội nghị Trung ương 6, Trung ương 7 khóa XII; tinh giản biên chế và cơ cấu lại đội ngũ cán bộ, "
    "công chức, viên chức theo Nghị quyết số 39-NQ/TW",
    "tiếp tục đổi mới công tác cán bộ và quản lý cán bộ",
    "củng cố tổ chức cơ sở đảng và nâng cao chất lượng đội ngũ đảng viên",
    "thực hiện các quy định về bảo vệ chính trị nội bộ",
    "tuyên truyền về xây dựng Đảng gắn với giải báo chí toàn quốc về xây dựng Đảng",
)


def head(
    issuer,
    number=None,
    issued=DAY,
    signers=None,
    recipients=("Ban Tổ chức Trung ương", "Các đơn vị thành viên Cụm"),
):
    """The usual head, with the usual signature."""
    usual = (Signer("Trưởng ban", "Phó Trưởng ban", "Người ký mẫu", "KT"),)
    return Head(issuer, number, issued, usual if signers is None else signers, recipients, "MINH HỌA")


def two(left, right):
    """Secretary and chair."""
    return (Signer("", "", left), Signer("", "", right))


def candidates():
    return (
        Candidate(UNITS[11], 1, Decimal("96.5"), 14, 14),
        Candidate(UNITS[2], 2, Decimal("95.25"), 13, 14),
    )


GROUPS = (
    AwardGroup("Cờ thi đua", candidates()[:1]),
    AwardGroup("Bằng khen", candidates()[1:]),
)
RANKED = tuple(
    RankedUnit(
        unit,
        n,
        Decimal("96.5") - n + 1,
        "Hoàn thành xuất sắc nhiệm vụ" if n < 4 else "Hoàn thành tốt nhiệm vụ",
    )
    for n, unit in enumerate((UNITS[11], UNITS[2], *(u for i, u in enumerate(UNITS) if i not in {2, 11})), 1)
)
LIMITS = (
    Limitation(
        "Việc tham mưu cơ cấu lại đội ngũ và tinh giản biên chế có nơi còn chậm, chưa quyết liệt",
        cause="một số đơn vị chưa chủ động hướng dẫn, đôn đốc cơ sở",
    ),
    Limitation("Tỷ lệ tổ chức đảng và đảng viên trong doanh nghiệp ngoài nhà nước còn thấp"),
    Limitation("Kết quả kết nạp đảng viên ở thôn, bản chưa đạt chỉ tiêu"),
    Limitation(
        "Còn thôn, bản chưa có đảng viên", cause="địa bàn rộng, nguồn kết nạp ở thôn, bản vùng cao ít"
    ),
)
HOST = (
    Indicator(
        "tỷ lệ cán bộ, công chức cấp xã của tỉnh Bắc Kạn có trình độ chuyên môn từ trung cấp trở lên", 100, target=100, last=99
    ),
    Indicator("tỷ lệ đảng viên so với dân số của tỉnh Bắc Kạn", 11),
    Indicator(
        "tỷ lệ tổ chức cơ sở đảng hoàn thành tốt, hoàn thành xuất sắc nhiệm vụ hằng năm của tỉnh Bắc Kạn",
        70, bound="over", target=70,
    ),
    Indicator("tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên của tỉnh Bắc Kạn", 80, bound="over", target=85),
)  # fmt: skip


def report(issuer, *, midyear=False):
    return Report(
        head(issuer, 127),
        CLUSTER,
        2020,
        14,
        tuple(
            Content(text, indicators=HOST[:1] if n == 2 else HOST[1:] if n == 3 else ())
            for n, text in enumerate(CONTENTS)
        ),
        to=("Ban Tổ chức Trung ương",),
        midyear=midyear,
        agreement_signed=date(2020, 1, 9),
        organisation=(
            "Cụm trưởng năm 2020 là Ban Tổ chức Tỉnh ủy Bắc Kạn",
            "14/14 đơn vị gửi báo cáo và phiếu tự chấm điểm",
        ),
        ranking=() if midyear else RANKED,
        scale=100,
        charity=("các đơn vị thành viên bàn giao kinh phí hỗ trợ làm nhà tình nghĩa năm 2021",),
        limitations=LIMITS,
        earlier=(
            Limitation("Một số đơn vị gửi báo cáo chậm", state="fixed"),
            Limitation(
                "Còn thôn, bản chưa có đảng viên",
                state="fixing",
                remedy="giao chỉ tiêu tạo nguồn cho từng chi bộ",
            ),
        ),
        next_tasks=CONTENTS[2:],
    )


def minutes(issuer):
    vote = Vote("Giao ước thi đua năm 2021", "open", 14, MEMBERS, 14, threshold=Fraction(2, 3), strict=False)
    return Minutes(
        head(issuer, 3, signers=two("Người ghi biên bản mẫu", "Người chủ trì mẫu")),
        CLUSTER,
        CONFERENCE,
        datetime(2020, 12, 18, 8, 0),  # noqa: DTZ001 - the hour on the wall
        datetime(2020, 12, 18, 11, 30),  # noqa: DTZ001
        PLACE,
        (CHAIR,),
        (CLERK,),
        tuple(Attendance(unit, 4) for unit in UNITS),
        guests=(GUEST,),
        items=(
            Item(
                "Báo cáo tổng kết công tác thi đua năm 2020",
                "Đại diện đơn vị cụm trưởng",
                papers=("Báo cáo số 127-BC/BTCTU",),
            ),
            Item("Thảo luận", speakers=(Person("Đại biểu mẫu", UNITS[11]),)),
            Item("Thông qua và ký Giao ước thi đua năm 2021", vote=vote),
            Item(
                "Giới thiệu cụm trưởng năm 2021",
                outcome="Hội nghị bầu và giới thiệu Ban Tổ chức Tỉnh ủy Lai Châu làm cụm trưởng năm 2021",
            ),
        ),
        resolved=(
            "thông qua và ký Giao ước thi đua năm 2021",
            "bầu, giới thiệu Ban Tổ chức Tỉnh ủy Lai Châu làm cụm trưởng năm 2021",
            "thống nhất kinh phí hỗ trợ làm nhà tình nghĩa năm 2021",
            "bàn giao kinh phí làm nhà tình nghĩa năm 2021",
        ),
        copies=15,
    )


def tally(issuer):
    return TallyMinutes(
        head(issuer, 4, signers=(Signer("Thành viên", "", "Kiểm phiếu mẫu"), Signer("Trưởng ban kiểm phiếu", "", "Trưởng kiểm phiếu mẫu"))),
        "bầu cụm trưởng năm 2021",
        "hội nghị",
        datetime(2020, 12, 18, 10, 15),  # noqa: DTZ001
        PLACE,
        (Person("Trưởng kiểm phiếu mẫu", "Trưởng ban"), Person("Kiểm phiếu mẫu", "thành viên")),
        entitled=14, issued=14, returned=14, invalid=0, blank=1,
        choices=(Choice(UNITS[11], 13),),
        base=14, base_name=MEMBERS, threshold=Fraction(1, 2), strict=True, seats=1,
    )  # fmt: skip


def handover(issuer):
    gifts = tuple(Contribution(unit, 5_000_000) for unit in UNITS)
    return HandoverMinutes(
        head(
            issuer, 5, signers=(Signer("Đại diện bên giao", "", None), Signer("Đại diện bên nhận", "", None))
        ),
        CLUSTER,
        2021,
        datetime(2020, 12, 18, 11, 0),  # noqa: DTZ001
        PLACE,
        CONFERENCE,
        f"Đơn vị cụm trưởng năm 2020, {UNITS[2]}",
        (CHAIR,),
        f"Đơn vị cụm trưởng năm 2021, {UNITS[11]}",
        (Person("Người nhận mẫu", UNITS[11]),),
        gifts,
        sum(g.amount_vnd for g in gifts),
        ("hỗ trợ làm nhà tình nghĩa năm 2021",),
        "bằng chuyển khoản",
    )


def sheet(issuer):
    lines = [Criterion("I", "Công tác chuyên môn", 60, Decimal("57.5"), Decimal("56.5"), section=True)]
    lines += [
        Criterion(
            str(n),
            f"Tiêu chí mẫu thứ {n}: kết quả tham mưu và tổ chức thực hiện",
            2,
            2,
            Decimal("1.9"),
            "02 tài liệu",
        )
        for n in range(1, 31)
    ]
    return SelfScoreSheet(
        head(issuer, signers=(Signer("Người lập phiếu", "", "Người lập mẫu"), Signer("Trưởng ban", "", "Người duyệt mẫu"))), UNITS[2], 2020, "Quy chế chấm điểm năm 2020", "đã thẩm định",
        tuple(lines), 100, Decimal("96.25"), Decimal("95.25"), DAY,
    )  # fmt: skip


def score_table(issuer):
    items = tuple((f"{s}.{n}", f"Nội dung mẫu {s}.{n}") for s in ("I", "II", "III") for n in range(1, 6))
    rows = tuple(
        (unit, tuple(Decimal(4) for _ in items), Decimal("95.25") if n else None)
        for n, unit in enumerate(UNITS)
    )
    return ScoreTable(
        head(issuer), CLUSTER, 2020, "Quy chế chấm điểm năm 2020", "Tổng hợp tạm thời", items, rows,
        tuple(Decimal(5) for _ in items), 100, DAY,
    )  # fmt: skip


QUESTION = Question(
    "Tiêu chí 3. Tinh giản biên chế theo Nghị quyết số 39-NQ/TW", "Đề nghị làm rõ số biên chế đã giảm", 5, "Đơn vị bổ sung biểu số liệu",
    ("Biểu số 02",), "Chấp nhận giải trình",
)  # fmt: skip


def all_papers(issuer):
    """Kind -> facts, for every kind."""
    return {
        "minutes": minutes(issuer),
        "ballot_paper": BallotPaper(
            head(issuer, issued=None, signers=(), recipients=()), CONFERENCE, "cụm trưởng năm 2021", "choose", UNITS[10:13]
        ),
        "tally_minutes": tally(issuer),
        "programme": Programme(
            head(issuer, issued=None), CONFERENCE, datetime(2020, 12, 18, 8, 0), PLACE,  # noqa: DTZ001
            (Slot("Chào cờ, tuyên bố lý do, giới thiệu đại biểu", time(8, 0), "Ban tổ chức hội nghị"),
             Slot("Báo cáo tổng kết công tác thi đua năm 2020", time(8, 15), UNITS[2]),
             Slot("Thông qua và ký Giao ước thi đua năm 2021", time(10, 0), "Các đơn vị thành viên")),
        ),
        "invitation": Invitation(
            head(issuer, 45), "Ban Tổ chức Tỉnh ủy Bắc Kạn", GUEST.text, CONFERENCE, datetime(2020, 12, 18, 8, 0), PLACE,  # noqa: DTZ001
            notes=("Đề nghị đại biểu có mặt trước giờ khai mạc 15 phút",), contact="Ban Tổ chức Tỉnh ủy Bắc Kạn",
        ),
        "agreement": Agreement(
            head(issuer, issued=None, recipients=()), CLUSTER, 2021, DAY, PLACE, CONFERENCE,
            tuple(Member(unit, "Trưởng ban") for unit in UNITS), CONTENTS,
            (Clause("Kết nạp đảng viên ở thôn, bản", "đạt 100% chỉ tiêu"), Clause("Thôn, bản chưa có đảng viên", "giảm", UNITS[11])),
            chair=UNITS[11],
        ),
        "year_report": report(issuer),
        "midyear_report": report(issuer, midyear=True),
        "conclusions": Conclusions(
            head(issuer, 8), CLUSTER, CONFERENCE, DAY, PLACE, CHAIR, 14, 14, minutes(issuer).resolved, (GUEST,),
            (Task("Xây dựng kế hoạch năm 2021", UNITS[11], date(2021, 2, 28)),),
        ),
        "proposal": Proposal(
            head(issuer, 9), CLUSTER, 2020, ("Ban Tổ chức Trung ương",), GROUPS, ("Căn cứ Quy chế hoạt động của Cụm",), DAY,
            ("Biên bản hội nghị", "Biên bản kiểm phiếu", "Danh sách đề nghị khen thưởng"), "Ban Tổ chức Trung ương",
        ),
        "recommendations": Recommendations(
            head(issuer, issued=None, recipients=()), CLUSTER, 2020, GROUPS, "Kèm theo Tờ trình số 09-TTr/BTCTU ngày 18/12/2020",
            ((UNITS[13], "Không đạt điều kiện về hạng"),),
        ),
        "handover_minutes": handover(issuer),
        "decision": Decision(
            head(issuer, 11), "ban hành Quy chế tổ chức và hoạt động của Cụm", "Trưởng Ban Tổ chức Tỉnh ủy",
            ("Căn cứ Giao ước thi đua năm 2021", "Xét đề nghị của Tổ thư ký"),
            ("Ban hành kèm theo Quyết định này Quy chế tổ chức và hoạt động của Cụm", "Quyết định có hiệu lực từ ngày ký",
             "Các đơn vị thành viên chịu trách nhiệm thi hành Quyết định này"),
        ),
        "letter": Letter(
            head(issuer, 12), "gửi báo cáo và phiếu tự chấm điểm", UNITS[:2],
            ("Thực hiện kế hoạch năm 2020, đề nghị các đơn vị gửi báo cáo và phiếu tự chấm điểm.",), closing="Trân trọng.",
        ),
        "plan": Plan(
            head(issuer, 13), "tổ chức Hội nghị tổng kết công tác thi đua năm 2020",
            ("Đánh giá kết quả năm 2020, triển khai nhiệm vụ năm 2021",),
            (PlanPart("Thời gian, địa điểm", ("Ngày 18/12/2020, tại thành phố Bắc Kạn",)), PlanPart("Thành phần")),
            (Step("Gửi giấy mời", UNITS[2], "10/12/2020"),), ((UNITS[2], "chủ trì chuẩn bị nội dung, cơ sở vật chất"),),
        ),
        "regulation": Regulation(
            head(issuer), "tổ chức và hoạt động của Cụm",
            (RegulationChapter("Quy định chung", (RegulationArticle("Phạm vi", ("quy chế quy định tổ chức, hoạt động của Cụm",)),
                RegulationArticle("Nguyên tắc", ("tự nguyện, bình đẳng", "công khai, khách quan")))),
             RegulationChapter("Tổ chức", (RegulationArticle("Cụm trưởng", ("cụm trưởng luân phiên hằng năm",)),))),
            "Quyết định số 11-QĐ/BTCTU ngày 18/12/2020",
        ),
        "self_score_sheet": sheet(issuer),
        "score_table": score_table(issuer),
        "ranking_list": RankingList(
            head(issuer), CLUSTER, 2020, "Xếp hạng chính thức lần 1", DAY, RANKED, digest="3f6c9a0b" * 8,
            changes=(f"{UNITS[2]}: hạng 3 → 2",),
        ),
        "explanation_request": ExplanationRequest(head(issuer), CLUSTER, UNITS[2], 2020, (QUESTION,), date(2020, 12, 10)),
        "explanation_answer": ExplanationAnswer(head(issuer), CLUSTER, UNITS[2], 2020, (QUESTION,), date(2020, 12, 9)),
        "verification_minutes": VerificationMinutes(
            head(issuer, 14, signers=(Signer("Đại diện đơn vị", "", "Đại diện mẫu"), Signer("Tổ trưởng Tổ thư ký", "", "Tổ trưởng mẫu"))), UNITS[2], 2020,
            Decimal("96.25"), Decimal("95.25"),
            (ChangedPoints("Tiêu chí 3", 5, 4, "Chưa đủ minh chứng"),), (QUESTION,), "Tổ thư ký mẫu", DAY,
        ),
    }  # fmt: skip
