# ruff: noqa: E501, RUF001, RUF005 - examples, one line each
"""Whatever a name holds, both printers print it as it is, or the empty box where the font has nothing."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.conftest import papers
from tests.documents.read_back import docx_text, pdf_text, squeezed
from thidua.documents import (
    Bullets,
    Fields,
    Heading,
    Table,
    Text,
    docx,
    lay_out,
    pdf,
    plain,
    profile,
    unprintable,
)

FORM = profile("nd30-2020")
SIGNS = "#$*_@<>&\"'`\\{}%[]()=+-/~^|:;,.…“”‘’«»–—§"
FRAGMENTS = st.sampled_from(
    ["{{ 7*7 }}", "{% if %}", "{_{", "}_}", "{_%", "{#", "#}", "#let x = 1", "$x$", "*đậm*", "_nghiêng_", "<w:p/>", "&amp;", "]]>"]
    + ["-- --", "@nhãn", "<nhãn>", "\\u{41}", "39-NQ/TW", "= Đề mục", "+ mục", "/ từ: nghĩa", "https://a.vn//x", "\t", "\n", "\a", "\f", "\r\n"]
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(FRAGMENTS, st.text(alphabet=SIGNS, max_size=6), st.text(alphabet="aăâbcđêoơưÀẠỆỹ ", max_size=8), st.text(max_size=4)),
    min_size=1, max_size=6,
).map("".join)  # fmt: skip


def hostile(text):
    """A paper with the text in every place that takes one."""
    paper = papers("nd30-2020")["letter"]
    issuer = replace(paper.issuer, parent=text, name=f"a{text}", place=text)
    signer = replace(paper.signers[0], authority=text, title=text, name=f"b{text}")
    body = (
        Heading(1, text), Text(f"c{text}"), Fields(((text, text),)), Bullets((text,)),
        Table((f"d{text}", "e"), ((text, text),), (1, 1)), Text("Hết"),
    )  # fmt: skip
    return replace(
        paper, kind="plan", subject=text, issuer=issuer, signers=(signer,), recipients=(text,), to=(text, text), bases=(text,), body=body,
        watermark=text.strip() and "X",
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_special_signs_print_as_they_are(tmp_path, text):
    paper = hostile(text)
    said = squeezed("".join(lay_out(paper, FORM).lines()))
    assert squeezed("".join(docx_text(docx(paper, FORM)))) == said
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf(paper, FORM))
    assert squeezed("".join(pdf_text(path))) == said
    assert squeezed(f"c{plain(text)}") in said


@pytest.mark.parametrize(
    "text",
    [f"Nguyễn {sign} Văn" for sign in SIGNS]
    + ["{{ a }} {% b %} {# c #} {_{ d }_}", "\x00\x1b[0m", "\ue000 \ue001"],
)
def test_each_sign_alone(text):
    paper = hostile(text)
    assert squeezed(plain(text)) in squeezed("".join(docx_text(docx(paper, FORM))))


def test_what_the_font_lacks_is_told_and_shown_as_a_box():
    assert unprintable(["Nguyễn 漢 Văn", "★ a", "39-NQ/TW"]) == "★漢"
    assert plain("Nguyễn 漢 Văn") == "Nguyễn □ Văn"
    assert unprintable(["Tỷ lệ ≥ 80%, ½, €, ₫"]) == ""


def test_text_typed_in_parts_is_composed():
    assert plain("Nguyê\u0303n Thi\u0323 Hu\u031bơ\u0300ng").startswith("Nguyễn Thị")
