"""One concept, one identifier: a model whose name is not in the glossary fails."""

import re
from pathlib import Path

import pytest
from django.apps import apps

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text(encoding="utf-8")
KNOWN = set(re.findall(r"`(\w+)`", GLOSSARY))
OURS = [m for m in apps.get_models() if m.__module__.startswith("thidua.")]


def test_there_are_models_to_check():
    assert OURS


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_model_name_is_in_the_glossary(model):
    assert model.__name__ in KNOWN
