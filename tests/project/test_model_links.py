"""import-linter cannot see a foreign key written as a string; this can."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

CONFIG = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {c["id"]: c for c in CONFIG["tool"]["importlinter"]["contracts"]}
HEIGHT = {
    name.strip(" ()"): -i
    for i, layer in enumerate(CONTRACTS["features"]["layers"])
    for name in layer.split("|")
}
LINKS = [
    (model._meta.app_label, field.name, field.related_model._meta.app_label)
    for model in apps.get_models()
    if model.__module__.startswith("thidua.")
    for field in model._meta.get_fields()
    if field.is_relation and not field.auto_created and field.related_model
]


def test_there_are_links_to_check():
    assert LINKS


@pytest.mark.parametrize(("source", "field", "target"), LINKS)
def test_foreign_keys_point_down(source, field, target):
    if target in HEIGHT and target != source:
        assert HEIGHT[source] > HEIGHT[target]
