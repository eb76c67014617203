"""The sample papers are what was looked at: structure, and boxes of key lines on the page."""

import pytest

from tests.documents import golden
from tests.documents.conftest import PROFILES


@pytest.mark.parametrize("profile_id", PROFILES)
def test_the_structure_is_as_pinned(profile_id):
    pinned = (golden.FOLDER / f"{profile_id}.structure.txt").read_text(encoding="utf-8")
    assert golden.structures(profile_id) == pinned


@pytest.mark.parametrize("profile_id", PROFILES)
def test_key_lines_stand_where_they_stood(profile_id, tmp_path):
    pinned = (golden.FOLDER / f"{profile_id}.pages.txt").read_text(encoding="utf-8")
    assert golden.pages(profile_id, tmp_path) == pinned
