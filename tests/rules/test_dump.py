"""Writing: whatever a rulebook says, reading its text back gives an equal rulebook."""

import dataclasses
import unicodedata

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.whole_format import RULES, rulebooks
from thidua.rules import Rulebook, digest_of, dump_rulebook, parse_rulebook
from thidua.rules._patterns import PATTERNS


def test_the_strategies_know_every_pattern():
    assert set(RULES) == set(PATTERNS)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(rulebooks())
def test_reading_what_was_written_gives_the_same(rulebook: Rulebook):
    text = dump_rulebook(rulebook)
    again = parse_rulebook(text)
    assert again == rulebook
    assert again.digest == digest_of(rulebook)
    assert dump_rulebook(again) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_text_survives(text: str):
    small = Rulebook(id="small", title=text, status="official")
    assert parse_rulebook(dump_rulebook(small)).title == unicodedata.normalize("NFC", text)


def test_the_text_is_one_an_office_reads():
    rulebook = parse_rulebook(
        "format: thidua-rulebook/1\nid: a\ntitle: Bảng điểm\nstatus: official\nitems:\n"
        '- {id: "1", name: Đạt, max: 2.5, rule: {type: threshold, input: x, value: 95%}}\n'
        "inputs: [{id: x, name: Tỷ lệ, kind: ratio}]\n"
    )
    assert dump_rulebook(rulebook) == (
        "format: thidua-rulebook/1\nid: a\ntitle: Bảng điểm\nstatus: official\ninputs:\n"
        "- {id: x, name: Tỷ lệ, kind: ratio}\n"
        "items:\n- id: '1'\n  name: Đạt\n  max: 2.5\n  rule:\n    type: threshold\n    input: x\n    value: 0.95\n"
    )
    assert yaml.safe_load(dump_rulebook(rulebook))["items"][0]["max"] == 2.5
    assert dataclasses.replace(rulebook, digest="") == rulebook
