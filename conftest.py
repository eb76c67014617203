"""What every test needs: files in a folder of its own, fast password hashing."""

import gettext
from pathlib import Path

import hypothesis
import pytest
from django.utils.translation import trans_real
from tools.catalogues import compile_changed


def pytest_configure():
    """Translations are tested as compiled from the text that is here now; no test fails for being slow."""
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
    compile_changed(Path(__file__).parent / "src")
    gettext._translations.clear()  # whatever Django read while starting
    trans_real._translations.clear()
    trans_real._default = None


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Uploads of a test never meet those of another."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.BOXES_ROOT = tmp_path / "boxes"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
