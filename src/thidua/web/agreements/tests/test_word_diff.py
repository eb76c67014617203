"""Applying a diff gives the new text, leaving it out gives the old one; marks are safe and said in words."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from thidua.web.agreements.word_diff import marked, new_of, old_of, pieces

WORDS = st.lists(
    st.sampled_from(["đạt", "80", "%", "trở lên", ",", " ", "\n", "<b>", "kết nạp", "&", "đảng viên"]),
    max_size=12,
).map(" ".join)
TEXTS = st.one_of(WORDS, st.text(max_size=40))


@given(old=TEXTS, new=TEXTS)
def test_a_diff_leads_from_the_old_text_to_the_new(old, new):
    found = pieces(old, new)
    assert (old_of(found), new_of(found)) == (old, new)


@given(text=TEXTS)
def test_the_same_text_has_no_change(text):
    assert {piece.kind for piece in pieces(text, text)} <= {"same"}


@given(old=TEXTS, new=TEXTS)
def test_no_piece_is_empty_and_neighbours_differ(old, new):
    found = pieces(old, new)
    assert all(piece.text for piece in found)
    assert all(a.kind != b.kind for a, b in itertools.pairwise(found))


def test_whole_words_are_marked_and_said():
    html = marked("đạt 80 %", "đạt từ 85 %")
    assert html == (
        '<span class="diff">đạt <del><span class="visually-hidden">[bỏ: </span>80<span class="visually-hidden">]</span>'
        '</del><ins><span class="visually-hidden">[thêm: </span>từ 85<span class="visually-hidden">]</span></ins> %</span>'
    )


def test_what_people_write_is_never_markup():
    assert "<script>" not in marked("<script>a", "<script>b")
    assert "&lt;" in marked("<script>a", "<script>b")
