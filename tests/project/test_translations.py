"""Collecting and compiling translations works without GNU gettext; what is compiled is what is written.

Whether every string has its English is a part of its own (`tools/run_tests.py texts`).
"""

import re
import unicodedata

import polib
import pytest
from django.utils import translation
from tools import messages

CATALOGUES = sorted(messages.WEB.rglob("LC_MESSAGES/*.po"))
PLACES = re.compile(r"%\(\w+\)[sd]|%d|\{\w+\}")


def test_there_are_catalogues():
    assert CATALOGUES


def test_strings_are_found_in_python():
    source = '_("Một")\ngettext_lazy("Hai")\nngettext("Ba", "Bốn", n)\npgettext("c", "Năm")\nprint("Sáu")'
    found = [(None, "Một", None), (None, "Hai", None), (None, "Ba", "Bốn"), ("c", "Năm", None)]
    assert list(messages.in_python(source)) == found


def test_strings_are_found_in_templates():
    source = (
        "{% translate 'Một' %}{% translate \"Hai\" as x %}{{ _('Ba') }}"
        "{% blocktranslate trimmed with a=b %}\n Bốn {{ a }}\n 5% {% endblocktranslate %}"
        "{% blocktranslate count n=x %}Sáu{% plural %}Bảy {{ n }}{% endblocktranslate %}{% translate x %}"
    )
    found = [
        (None, "Một", None),
        (None, "Hai", None),
        (None, "Ba", None),
        (None, "Bốn %(a)s 5%%", None),
        (None, "Sáu", "Bảy %(n)s"),
    ]
    assert list(messages.in_template(source)) == found


def test_what_django_renders_is_what_was_collected():
    with translation.override("en"):
        assert translation.gettext("Đã lưu") == "Saved"
        assert translation.gettext("Password") == "Password"
    assert translation.gettext("Password") == "Mật khẩu"
    assert translation.gettext("This field is required.") == "Hãy nhập mục này."


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parents[3].name}-{p.parents[1].name}")
def test_catalogue_is_sound(path):
    keys = []
    for entry in polib.pofile(str(path)):
        keys.append((entry.msgctxt, entry.msgid))
        assert "fuzzy" not in entry.flags
        assert unicodedata.is_normalized("NFC", entry.msgid + entry.msgstr)
        if entry.msgstr:
            assert sorted(PLACES.findall(entry.msgid)) == sorted(PLACES.findall(entry.msgstr)), entry.msgid
    assert len(keys) == len(set(keys))


def test_features_agree_on_the_english_of_a_string():
    # The site reads all catalogues as one, so only the first feature's English is ever shown: a string
    # that means two things is marked with a context.
    said = {}
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            if path.parts[-3] == "en" and entry.msgid and not entry.obsolete:
                english = entry.msgstr or str(entry.msgstr_plural)
                said.setdefault((entry.msgctxt, entry.msgid), set()).add(english)
    assert {key: english for key, english in said.items() if len(english) > 1} == {}
