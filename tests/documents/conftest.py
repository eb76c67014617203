"""Every sample printed once per profile, and shared by the tests."""

import functools

import pytest

from tests.documents import samples
from thidua.documents import docx, lay_out, pdf, profile

PROFILES = ("nd30-2020", "hd36-2018", "hd05-2026")


@functools.cache
def papers(profile_id):
    issuer = samples.STATE if profile(profile_id).family == "state" else samples.PARTY
    return {kind: facts.paper() for kind, facts in samples.all_papers(issuer).items()}


@pytest.fixture(scope="session")
def printed(tmp_path_factory):
    """(profile, kind) -> sheet, bytes of .docx, path of the PDF."""
    folder = tmp_path_factory.mktemp("papers")

    @functools.cache
    def make(profile_id, kind):
        paper, form = papers(profile_id)[kind], profile(profile_id)
        path = folder / f"{profile_id}-{kind}.pdf"
        path.write_bytes(pdf(paper, form))
        return lay_out(paper, form), docx(paper, form), path

    return make
