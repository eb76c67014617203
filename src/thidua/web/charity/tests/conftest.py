"""The world of the fund."""

import pytest

from thidua.web.charity.tests import world


@pytest.fixture
def w(db, settings, tmp_path):
    """An adopted campaign with a house."""
    settings.FILES_ROOT = tmp_path
    return world.fund_world()


@pytest.fixture
def draft(db):
    """The campaign while it is a draft."""
    return world.fund_world(adopted=False)
