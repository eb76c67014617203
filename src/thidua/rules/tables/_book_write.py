"""A rulebook as a workbook that an office reads and edits in Excel."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from thidua.rules._dump import dump_rulebook
from thidua.rules._model import Criterion, Rulebook
from thidua.rules._patterns import PATTERNS
from thidua.rules._shapes import CRITERION, INPUT_SHAPE, RULEBOOK, SECTION
from thidua.rules._yaml import read_document
from thidua.rules.tables import _book_words as words
from thidua.rules.tables._book_guide import GUIDE, write_guide
from thidua.rules.tables._book_labels import entry_of, in_words
from thidua.rules.tables._entries import columns_read
from thidua.rules.tables._sheets import A4, Sheets, for_print, row_height

CHOICES_KIND = entry_of(INPUT_SHAPE, "choices")
WIDTHS = {
    "id": 7, "parent": 8, "name": 34, "kind": 11, "max": 8, "rule": 16, "params": 34, "inputs": 22,
    "evidence": 22, "article": 12, "document": 12, "note": 16, "rest": 16,
}  # fmt: skip
INPUT_WIDTHS = {
    "id": 16, "name": 34, "kind": 15, "unit": 10, "numerator": 20, "denominator": 20, "choices": 26, "rest": 22,
}  # fmt: skip
GENERAL_WIDTHS = {"key": 16, "label": 40, "value": 80}
CHOSEN_ROWS = 300  # rows below the table that still offer the lists of words


@dataclass(frozen=True)
class _Table:
    """One sheet: its columns with their widths, and which of them take a word of which list."""

    name: str
    columns: Mapping[str, str]
    widths: Mapping[str, int]
    chosen: Mapping[str, str]


def rulebook_table(rulebook: Rulebook, empty_rows: int = 0) -> bytes:
    """The rulebook as XLSX: the table of points, the inputs, everything else, and how to fill them.

    `read_rulebook_table` reads it back to an equal rulebook; `empty_rows` are ruled below the table.
    """
    content: dict[str, Any] = read_document(dump_rulebook(rulebook)).content
    stream = io.BytesIO()
    sheets = Sheets(stream)
    items = _Table(words.TABLE, words.COLUMNS, WIDTHS, {"kind": "kind", "rule": "rule"})
    inputs = _Table(words.INPUTS, words.INPUT_COLUMNS, INPUT_WIDTHS, {"kind": "input_kind"})
    labels = words.general_labels()
    general = _Table(
        words.GENERAL, {"key": "Khóa", "label": "Nội dung", "value": "Giá trị"}, GENERAL_WIDTHS, {}
    )
    settings = (
        {"key": k, "label": labels[k], "value": words.flow(in_words(entry_of(RULEBOOK, k), v))}
        for k, v in content.items()
        if k in labels
    )
    empty: list[dict[str, str]] = [{}] * empty_rows
    written = [
        (items, _write_rows(sheets, items, chain(_item_rows(rulebook, content.get("items", []), ""), empty))),
        (inputs, _write_rows(sheets, inputs, chain(_input_rows(content.get("inputs", [])), empty))),
        (general, _write_rows(sheets, general, settings)),
    ]
    write_guide(sheets)
    for table, sheet in written:
        _offer_words(sheets, table, sheet)
    sheets.close()
    return stream.getvalue()


def _write_rows(sheets: Sheets, table: _Table, rows: Iterable[dict[str, str]]) -> Any:
    sheet, widths = sheets.add(table.name), table.widths
    for column, (key, heading) in enumerate(table.columns.items()):
        sheet.set_column(column, column, widths[key])
        sheet.write_string(0, column, heading, sheets.format("head"))
    for index, row in enumerate(rows, start=1):
        style = ["section"] if row.get("section") else ["cell"]
        sheet.set_row(index, row_height((row.get(k, ""), widths[k]) for k in table.columns))
        for column, key in enumerate(table.columns):
            sheet.write_string(index, column, row.get(key, ""), sheets.format(*style, "wrap"))
    sheet.set_row(0, row_height((heading, widths[k]) for k, heading in table.columns.items()))
    sheet.freeze_panes(1, 0)
    for_print(sheet, repeat=(0, 0), paper=A4)
    return sheet


def _offer_words(sheets: Sheets, table: _Table, sheet: Any) -> None:
    """Lists to choose from; another way of scoring may be written all the same, others are stopped."""
    last = max(sheet.dim_rowmax or 0, 1) + CHOSEN_ROWS
    for column, (key, heading) in enumerate(table.columns.items()):
        if key not in table.chosen:
            continue
        choice = {"validate": "list", "source": sheets.lists[table.chosen[key]], "error_title": heading}
        if key == "rule":
            choice |= {
                "error_type": "warning",
                "error_message": "Không có trong danh sách: mục này sẽ chấm trực tiếp.",
            }
        else:
            choice["error_message"] = f"Chọn trong danh sách (xem trang “{GUIDE}”)."
        sheet.data_validation(1, column, last, column, choice)


def _item_rows(rulebook: Rulebook, items: list[dict[str, Any]], parent: str) -> Iterator[dict[str, str]]:
    for content in items:
        item = dict(content)
        inside, rule = item.pop("items", None), item.pop("rule", None)
        row = {"id": item.pop("id"), "parent": parent, "name": item.pop("name")}
        row["kind"] = words.KINDS[item.pop("kind")] if "kind" in item else ""
        row["max"] = words.parameter_text(item.pop("max")) if "max" in item else ""
        row["note"] = item.pop("note", "")
        source, evidence = dict(item.pop("source", {})), dict(item.pop("evidence", {}))
        row["article"], row["document"] = source.pop("article", ""), source.pop("document", "")
        row["evidence"] = "\n".join(evidence.pop("required", []))
        item |= {k: v for k, v in (("source", source), ("evidence", evidence)) if v}
        shape = CRITERION if inside is None else SECTION
        row["rest"] = words.flow(in_words(shape, item)) if item else ""
        if rule is not None:
            row["rule"], row["params"] = PATTERNS[rule["type"]].label, words.parameters_text(rule)
            row["inputs"] = "\n".join(_names_read(rulebook, row["id"]))
        yield {**row, "section": "x" if inside is not None else ""}
        yield from _item_rows(rulebook, inside or [], row["id"])


def _names_read(rulebook: Rulebook, item_id: str) -> list[str]:
    item = rulebook.item_by_id[item_id]
    ids = dict.fromkeys(c.input for c in columns_read(rulebook, item)) if isinstance(item, Criterion) else {}
    return [rulebook.input_by_id[i].name for i in ids]


def _input_rows(inputs: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    for content in inputs:
        rest = dict(content)
        row = {key: rest.pop(key, "") for key in ("id", "name", "unit", "numerator", "denominator")}
        row["kind"] = words.INPUT_KINDS[rest.pop("kind")]
        row["choices"] = words.flow(in_words(CHOICES_KIND, rest.pop("choices"))) if "choices" in rest else ""
        yield {**row, "rest": words.flow(in_words(INPUT_SHAPE, rest)) if rest else ""}
