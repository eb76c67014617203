"""Charts: well-formed SVG with title and description, every text escaped, no inline style, missing is a gap."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from thidua.web.core import charts

EVIL = "<b>&Lào Cai</b>"
CHARTS = {
    "bars": charts.bars([charts.Bar(EVIL, Decimal("98.5"), "▲", mark=True)], title=EVIL, desc=EVIL),
    "stacked": charts.stacked_bars([charts.Stack(EVIL, [1, 2])], [EVIL, "II"], title=EVIL),
    "spark": charts.sparkline([1, None, Decimal("2.5")], title=EVIL),
    "shift": charts.rank_shift([charts.Shift(EVIL, 1, 2), charts.Shift("B", None, 1)], before=EVIL, after="x", title=EVIL),
    "ring": charts.ring(3, 4, title=EVIL, kind="good"),
    "heat": charts.heat_table([(EVIL, [(1, 2)])], [EVIL], title=EVIL, corner=EVIL),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_sound_markup_without_style_or_raw_text(name):
    html = CHARTS[name]
    ET.fromstring(f"<div>{html}</div>")  # noqa: S314 - our own markup
    assert "<b>" not in html
    assert "style=" not in html
    assert name == "heat" or "<title>" in html


def widths(svg, kind):
    return [Decimal(w) for w in re.findall(rf'width="([\d.]+)"[^>]*class="{kind}"', svg)]


def test_bars_are_as_long_as_their_values():
    svg = charts.bars([charts.Bar("A", 100), charts.Bar("B", 50), charts.Bar("C", 0)], title="t")
    long, half, none = widths(svg, "bar")
    assert (long / half, none) == (2, 0)


def test_a_value_above_the_maximum_or_below_zero_stays_inside():
    svg = charts.bars([charts.Bar("A", 300), charts.Bar("B", -5)], title="t", maximum=100)
    assert widths(svg, "bar") == [widths(svg, "track")[0], 0]
    assert "−5" in svg


def test_nothing_to_draw_is_an_empty_chart():
    assert "<rect" not in charts.bars([], title="t")
    assert "<polyline" not in charts.sparkline([], title="t")
    assert "0\u00a0%" in charts.ring(0, 0, title="t")


def test_a_missing_value_is_a_gap_and_never_zero():
    svg = charts.sparkline([5, 6, None, 7, 8], title="t")
    assert svg.count("<polyline") == 2
    assert "5; 6; –; 7; 8" in svg


def test_moves_up_down_and_none_are_told_apart():
    rows = [
        charts.Shift("A", 3, 1),
        charts.Shift("B", 1, 2),
        charts.Shift("C", 2, 2),
        charts.Shift("D", None, 3),
    ]
    svg = charts.rank_shift(rows, before="a", after="b", title="t")
    assert [svg.count(f"line-{kind}") for kind in ("up", "down", "same")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("done", "total", "level"),
    [(0, 0, "none"), (0, 4, "0"), (1, 4, "1"), (2, 4, "2"), (4, 4, "3"), (5, 4, "3")],
)
def test_completeness_has_five_looks(done, total, level):
    assert f'class="heat-{level}"' in charts.heat_cell(done, total)


def test_long_names_are_shortened_and_kept_whole_in_the_title():
    name = "Ban Tổ chức Thành ủy Thành phố Hải Phòng"
    svg = charts.bars([charts.Bar(name, 1)], title="t")
    assert f"<title>{name}</title>" in svg
    assert "…" in svg
