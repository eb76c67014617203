"""The world of signing."""

import pytest

from thidua.web.signatures.tests import world


@pytest.fixture
def home(settings, tmp_path):
    """Folders of a site of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.SIGNING_KEYS = tmp_path / "keys"
    settings.SIGNING_TRUST = tmp_path / "trust"
    return tmp_path


@pytest.fixture
def w(db, home):
    """A round of two units, nobody signed yet."""
    return world.signing_world()
