"""Editing on screen: every save is a whole rulebook, a refused one writes nothing."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from django.urls import reverse

from thidua.rules import parse_rulebook
from thidua.rules.vocabulary import PATTERNS, walk_items
from thidua.web.rulebooks import editing, queries
from thidua.web.rulebooks.forms.exact import exact_number
from thidua.web.rulebooks.forms.patterns import RuleForm
from thidua.web.rulebooks.outline import outline_of, totals_of
from thidua.web.rulebooks.tests import factories
from thidua.web.rulebooks.tests.page_form import form_data

BOOK = parse_rulebook(factories.TEXT)


def tree_data(**changes):
    items = list(walk_items(BOOK.items))
    data = {f"max-{n}": str(i.max) for n, i in enumerate(items)} | {"version": 1, "act": "save"}
    return data | changes


def order(rulebook):
    return [i.id for i in walk_items(rulebook.items)]


def now(draft):
    draft.refresh_from_db()
    return queries.parsed(draft)


def test_points_left_to_distribute_are_shown(secretary, world):
    draft = factories.draft(world, factories.DEFECTIVE_TEXT)
    text = secretary.get(reverse("rulebooks:edit", args=[draft.pk])).content.decode()
    assert '<td class="num" data-left>10</td>' in text
    outline = outline_of(queries.parsed(draft))
    assert (outline.totals.base, outline.totals.left) == (110, -10)


def test_maxima_are_saved_together(secretary, draft):
    address = reverse("rulebooks:edit", args=[draft.pk])
    assert secretary.post(address, tree_data(**{"max-1": "35,5", "max-2": "24,5"})).status_code == 302
    book = now(draft)
    assert (book.item_by_id["1.1"].max, book.item_by_id["1.2"].max) == (Fraction(71, 2), Fraction(49, 2))


def test_a_maximum_that_is_no_number_is_told_at_its_field(secretary, draft):
    address = reverse("rulebooks:edit", args=[draft.pk])
    answer = secretary.post(address, tree_data(**{"max-1": "bốn mươi"}))
    assert "Chưa đọc được số «bốn mươi»" in answer.content.decode()
    assert now(draft) == BOOK


def test_move_saves_typed_maxima_too(secretary, draft):
    address = reverse("rulebooks:edit", args=[draft.pk])
    secretary.post(address, tree_data(act="down:1.1", **{"max-1": "41"}))
    book = now(draft)
    assert order(book) == ["1", "1.2", "1.1", "2", "2.1"]
    assert book.item_by_id["1.1"].max == 41


def test_add_rename_move_delete(secretary, draft):
    secretary.post(
        reverse("rulebooks:add-item-in", args=[draft.pk, "2"]),
        {"version": 1, "kind": "criterion", "id": "2.2", "name": "Tiếp dân", "max": "5"},
    )
    assert order(now(draft)) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    address = reverse("rulebooks:edit-item", args=[draft.pk, "2.2"])
    data = form_data(secretary, address) | {
        "act": "save",
        "id": "1.3",
        "parent": "1",
        "name": "Tiếp công dân",
    }
    assert secretary.post(address, data).status_code == 302
    book = now(draft)
    assert order(book) == ["1", "1.1", "1.2", "1.3", "2", "2.1"]
    assert book.item_by_id["1.3"].name == "Tiếp công dân"
    secretary.post(reverse("rulebooks:delete-item", args=[draft.pk, "1.3"]), {"version": 3})
    assert now(draft) == BOOK


@pytest.mark.parametrize("item", ["1", "1.1", "1.2", "2.1"])
def test_saving_a_form_untouched_changes_nothing(secretary, draft, item):
    address = reverse("rulebooks:edit-item", args=[draft.pk, item])
    data = form_data(secretary, address) | {"act": "save"}
    assert secretary.post(address, data).status_code == 302
    assert now(draft) == BOOK


def test_renumbering_follows_in_the_tie_rule(secretary, draft):
    address = reverse("rulebooks:edit-item", args=[draft.pk, "1.1"])
    secretary.post(address, form_data(secretary, address) | {"act": "save", "id": "1.a"})
    assert 'points("1.a")' in draft.__class__.objects.get(pk=draft.pk).text


def test_a_printed_number_stands_in_place_of_the_id(secretary, draft):
    address = reverse("rulebooks:edit-item", args=[draft.pk, "1.2"])
    assert (
        secretary.post(address, form_data(secretary, address) | {"act": "save", "number": "1.1"}).status_code
        == 302
    )
    assert now(draft) == replace(BOOK, items=now(draft).items)
    assert [i.printed for i in walk_items(now(draft).items)][:3] == ["1", "1.1", "1.1"]
    page = secretary.get(reverse("rulebooks:edit", args=[draft.pk])).content.decode()
    assert page.count('<th scope="row" class="nowrap">1.1</th>') == 2
    refused = secretary.post(address, form_data(secretary, address) | {"act": "save", "number": "1 1"})
    assert "Số thứ tự không có dấu cách" in refused.content.decode()


def test_another_pattern_redraws_without_saving(secretary, draft):
    address = reverse("rulebooks:edit-item", args=[draft.pk, "2.1"])
    data = form_data(secretary, address) | {"act": "type", "type": "tiers"}
    text = secretary.post(address, data).content.decode()
    assert "Các bậc" in text
    assert now(draft) == BOOK


def test_tiers_are_built_row_by_row(secretary, draft):
    address = reverse("rulebooks:edit-item", args=[draft.pk, "2.1"])
    data = form_data(secretary, address) | {
        "act": "save", "type": "tiers", "rule-input": "complaints",
        "rule-tiers-count": "3", "rule-tiers-0-gives": "100 %", "rule-tiers-0-high": "1",
        "rule-tiers-1-gives": "10", "rule-tiers-1-low": "1", "rule-tiers-1-low_closed": "on",
    }  # fmt: skip
    assert secretary.post(address, data).status_code == 302
    rule = now(draft).item_by_id["2.1"].rule
    assert [(t.low, t.high, t.gives.of(Fraction(40))) for t in rule.tiers] == [(None, 1, 40), (1, None, 10)]


def test_mistakes_in_an_expression_are_told_at_once(secretary, draft):
    address = reverse("rulebooks:edit-item", args=[draft.pk, "2.1"])
    data = form_data(secretary, address) | {"act": "save", "type": "formula", "rule-gives": "complaints +"}
    assert "Không hiểu biểu thức" in secretary.post(address, data).content.decode()
    data |= {"rule-gives": "nothing * 2"}
    text = secretary.post(address, data).content.decode()
    assert "nothing" in text
    assert now(draft) == BOOK


def test_expression_check_says_it_in_words(secretary, draft):
    address = reverse("rulebooks:expression", args=[draft.pk])
    assert (
        "«Đơn thư quá hạn» &lt; 3"
        in secretary.post(address, {"expression": "complaints < 3"}).content.decode()
    )
    assert "Không hiểu biểu thức" in secretary.post(address, {"expression": "complaints <"}).content.decode()


def test_inputs_are_added_edited_and_removed_unless_read(secretary, draft):
    add = reverse("rulebooks:add-input", args=[draft.pk])
    data = form_data(secretary, add) | {"id": "visits", "name": "Lượt tiếp dân", "kind": "count"}
    assert secretary.post(add, data).status_code == 302
    assert now(draft).input_by_id["visits"].name == "Lượt tiếp dân"
    gone = secretary.post(reverse("rulebooks:delete-input", args=[draft.pk, "visits"]), {"version": 2})
    assert gone.status_code == 302
    used = secretary.post(reverse("rulebooks:delete-input", args=[draft.pk, "admitted"]), {"version": 3})
    assert used.status_code == 403
    assert now(draft) == BOOK


def test_last_item_of_a_list_stays(secretary, draft):
    address = reverse("rulebooks:delete-item", args=[draft.pk, "2.1"])
    assert "duy nhất" in secretary.post(address, {"version": 1}).content.decode()
    assert now(draft) == BOOK


def test_section_never_moves_into_itself():
    with pytest.raises(editing.EditImpossible):
        editing.move_into(BOOK, "1", "1")


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1.000", 1000), ("1.234,5", Fraction(2469, 2)), ("0,5", Fraction(1, 2)), ("−3", -3),
     ("85 %", Fraction(17, 20)), ("1/3", Fraction(1, 3))],
)  # fmt: skip
def test_numbers_are_read_as_an_office_writes_them(text, value):
    assert exact_number(text) == value


@pytest.mark.parametrize(
    "text", [" ", "mười", "0.5", "1,000", "trên 5", "1,2,3", "1/0", "1e9", "٣", "--1", "9" * 40, "NaN"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        exact_number(text)


@pytest.mark.parametrize("kind", sorted(PATTERNS))
def test_every_pattern_has_a_form(kind):
    form = RuleForm(kind, BOOK, None)
    plain, rows = form.params.as_p(), [rows.rows[0].as_p() for rows in form.lists]
    assert plain or rows
    assert all(rows)


@pytest.mark.parametrize(
    ("base", "left", "within"), [(90, 0, True), (95, 5, False), (100, 0, False), (80, 10, True)]
)
def test_what_is_left_says_whether_the_bonus_counts_inside(base, left, within):
    book = replace(
        BOOK,
        scale_max=Fraction(100),
        items=(
            replace(BOOK.items[0], kind="base", max=Fraction(base)),
            replace(BOOK.items[1], id="9", kind="bonus", max=Fraction(10)),
        ),
    )
    totals = totals_of(book)
    assert (totals.left, totals.bonus_within) == (left, within)
