"""The kinds of paper a cluster makes: key and the name printed as title."""

from collections.abc import Mapping
from types import MappingProxyType

from thidua.documents._errors import UnknownKind

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "agreement": "Giao ước thi đua",
        "regulation": "Quy chế",
        "plan": "Kế hoạch",
        "invitation": "Giấy mời",
        "programme": "Chương trình",
        "year_report": "Báo cáo",
        "midyear_report": "Báo cáo",
        "minutes": "Biên bản",
        "ballot_paper": "Phiếu bầu",
        "tally_minutes": "Biên bản kiểm phiếu",
        "proposal": "Tờ trình",
        "recommendations": "Danh sách",
        "handover_minutes": "Biên bản bàn giao",
        "conclusions": "Thông báo",
        "decision": "Quyết định",
        "letter": "",
        "self_score_sheet": "Phiếu tự chấm điểm",
        "score_table": "Bảng tổng hợp điểm",
        "ranking_list": "Danh sách xếp hạng",
        "explanation_request": "Phiếu đề nghị giải trình",
        "explanation_answer": "Bản giải trình",
        "verification_minutes": "Biên bản thẩm định",
    }
)
MINUTES = frozenset({"minutes", "tally_minutes", "handover_minutes", "verification_minutes"})


def kind_name(key: str) -> str:
    """The name printed as title; a letter has none. Raises `UnknownKind`.

    >>> kind_name("proposal")
    'Tờ trình'
    """
    try:
        return KINDS[key]
    except KeyError:
        raise UnknownKind(f"No kind of paper is called {key!r}; known: {', '.join(KINDS)}") from None
