"""Profiles are chosen by day and family, say how they are known, and the committed templates are made from them."""

import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tools import document_templates

from tests.documents.conftest import PROFILES
from tests.documents.read_back import W
from thidua.documents import KINDS, UnknownProfile, profile, profile_for, profiles
from thidua.documents._docx import STYLE_NAMES, TEMPLATES, style_id

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("family", "day", "expected"),
    [
        ("party", date(2018, 4, 2), "hd36-2018"),
        ("party", date(2020, 12, 18), "hd36-2018"),
        ("party", date(2026, 5, 26), "hd36-2018"),
        ("party", date(2026, 5, 27), "hd05-2026"),
        ("state", date(2020, 3, 5), "nd30-2020"),
        ("state", date(2027, 1, 1), "nd30-2020"),
    ],
)
def test_the_profile_in_force_is_chosen(family, day, expected):
    assert profile_for(family, day).id == expected


def test_unknown_ids_and_families_are_refused():
    assert tuple(p.id for p in profiles()) == PROFILES
    with pytest.raises(UnknownProfile):
        profile("word-97")
    with pytest.raises(UnknownProfile):
        profile_for("church", date(2020, 1, 1))


def test_the_newest_party_format_says_that_it_is_known_from_secondary_sources_only():
    assert profile("hd05-2026").confidence == "secondary"
    assert "nguồn thứ cấp" in profile("hd05-2026").description
    page = (ROOT / "docs/developers/reference/document-formats.md").read_text(encoding="utf-8")
    assert "secondary sources only" in page
    for known in profiles():
        assert f"`{known.id}`" in page


@pytest.mark.parametrize("profile_id", PROFILES)
def test_every_kind_has_its_code_or_none_on_purpose(profile_id):
    form = profile(profile_id)
    without = {kind for kind in KINDS if form.code(kind) is None}
    scores = {"self_score_sheet", "score_table", "ranking_list", "explanation_request", "explanation_answer"}
    assert without - {"agreement"} == {"ballot_paper", "recommendations"} | scores


@pytest.mark.parametrize("profile_id", PROFILES)
def test_the_committed_template_is_what_the_tool_writes(profile_id, tmp_path):
    document_templates.write(profile(profile_id), tmp_path / "new.docx")
    new, old = (zipfile.ZipFile(p) for p in (tmp_path / "new.docx", TEMPLATES / f"{profile_id}.docx"))
    for part in ("word/styles.xml", "word/document.xml", "word/header1.xml", "word/header2.xml"):
        assert ET.canonicalize(new.read(part).decode()) == ET.canonicalize(old.read(part).decode()), (
            f"{part}: run python -m tools.document_templates"
        )


@pytest.mark.parametrize("profile_id", PROFILES)
def test_a_template_names_times_new_roman_and_our_styles(profile_id):
    raw = zipfile.ZipFile(io.BytesIO((TEMPLATES / f"{profile_id}.docx").read_bytes()))
    styles = ET.fromstring(raw.read("word/styles.xml"))  # noqa: S314 - our own file
    ours = {
        s.get(f"{W}styleId"): s
        for s in styles.iter(f"{W}style")
        if (s.get(f"{W}styleId") or "").startswith("Td")
    }
    assert {style_id(key) for key in STYLE_NAMES} | {"TdStrong", "TdGap", "TdTable", "TdColumns"} == set(ours)
    for key in STYLE_NAMES:
        style = ours[style_id(key)]
        assert style.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Times New Roman"
        assert int(style.find(f"{W}rPr/{W}sz").get(f"{W}val")) == profile(profile_id).styles[key].size * 2
    margins = ET.fromstring(raw.read("word/document.xml")).find(f"{W}body/{W}sectPr/{W}pgMar")  # noqa: S314
    assert [round(int(margins.get(W + side)) / 56.7) for side in ("top", "bottom", "left", "right")] == [
        20,
        20,
        30,
        15,
    ]
