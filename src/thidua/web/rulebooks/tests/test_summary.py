"""What a rulebook says of limits, in words."""

from pathlib import Path

import pytest
from django.utils import translation

import thidua.rulebooks
from thidua.rules import load_rulebook
from thidua.web.rulebooks.summary import summary_of

BOOKS = Path(thidua.rulebooks.__file__).parent


def lines(folder: str, language: str = "vi") -> list[str]:
    """Every line of every part."""
    rulebook = load_rulebook(BOOKS / folder / "rulebook.yaml")
    with translation.override(language):
        return [line.replace("\u00a0", " ") for part in summary_of(rulebook) for line, _source in part.lines]


@pytest.mark.parametrize(
    ("folder", "language", "line"),
    [
        ("patterns/e29_quota", "vi",
         ("Đơn vị mà «Mức của tập thể» = “Loại 1” – «Loại 2» và các loại cao hơn: nhiều nhất 0,5 × số đơn vị, bỏ phần lẻ;"
         " số vượt xếp xuống loại liền dưới.")),
        ("patterns/e29_quota", "vi",
         "Đơn vị mà «Mức của tập thể» = “Loại 4” – «Loại 1»: nhiều nhất 0 đơn vị; số vượt xếp xuống loại liền dưới."),
        ("quydinh_366/2025", "vi",
         ("«Hoàn thành xuất sắc nhiệm vụ»: nhiều nhất 20 % số đơn vị xếp loại «Hoàn thành tốt nhiệm vụ»;"
         " cấp có thẩm quyền có thể nâng đến 25 %; số vượt xếp xuống loại liền dưới.")),
        ("cantho_2579/2026", "en",
         ("Đề nghị khen thưởng tập thể (cơ quan trung ương): only units of which «Nhóm đối tượng» = “Cơ quan trung ương”;"
         " among units classed «Hoàn thành xuất sắc nhiệm vụ»; at most 2 units.")),
    ],
)  # fmt: skip
def test_limits_are_told_with_whom_they_are_for(folder, language, line):
    assert line in lines(folder, language)
