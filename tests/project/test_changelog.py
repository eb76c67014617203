"""A change that a user notices is one sentence of an office, in one small file."""

import re
import unicodedata
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "changelog.d"
FRAGMENTS = sorted(p for p in FOLDER.iterdir() if p.name != "README.md")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.(added|changed|fixed|security)\.md")
VIETNAMESE = re.compile(r"[ăâđêôơưạảãàáặằẳẵắậầẩẫấẹẻẽèéệềểễếịỉĩìíọỏõòóộồổỗốợờởỡớụủũùúựừửữứỵỷỹỳý]")


def test_there_are_fragments():
    assert FRAGMENTS


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda p: p.name)
def test_a_fragment_is_one_vietnamese_sentence(path):
    assert NAME.fullmatch(path.name)
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.count("\n") == 1 and text.endswith(".\n")
    assert text[0].isupper()
    assert VIETNAMESE.search(text.lower())
    assert len(text) <= 250
