"""Texts are compared in Vietnamese, whatever language an earlier test left active."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield
