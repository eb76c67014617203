"""A rulebook as a workbook that an office reads and edits in Excel."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from thidua.rules._dump import dump_rulebook
from thidua.rules._model import Criterion, Rulebook
from thidua.rules._patterns import PATTERNS
from thidua.rules._shapes import INPUT_SHAPE
from thidua.rules._yaml import read_document
from thidua.rules.tables import _book_words as words
from thidua.rules.tables._book_labels import entry_of, in_words
from thidua.rules.tables._entries import columns_read
from thidua.rules.tables._sheets import A3, Sheets, for_print, row_height

CHOICES_KIND = entry_of(INPUT_SHAPE, "choices")
WIDTHS = {
    "id": 8, "parent": 9, "name": 46, "kind": 13, "max": 9, "rule": 22, "params": 42, "inputs": 30,
    "evidence": 30, "article": 18, "document": 18, "note": 26, "rest": 26,
}  # fmt: skip
INPUT_WIDTHS = {
    "id": 20, "name": 46, "kind": 22, "unit": 14, "numerator": 26, "denominator": 26, "choices": 40, "rest": 40,
}  # fmt: skip


def rulebook_table(rulebook: Rulebook) -> bytes:
    """The rulebook as XLSX: the table of points, the inputs, and everything else on a third sheet.

    `read_rulebook_table` reads it back to an equal rulebook.
    """
    content: dict[str, Any] = read_document(dump_rulebook(rulebook)).content
    stream = io.BytesIO()
    sheets = Sheets(stream)
    _write_rows(
        sheets, words.TABLE, words.COLUMNS, WIDTHS, _item_rows(rulebook, content.get("items", []), "")
    )
    _write_rows(
        sheets, words.INPUTS, words.INPUT_COLUMNS, INPUT_WIDTHS, _input_rows(content.get("inputs", []))
    )
    labels = words.general_labels()
    general = (
        {"key": k, "label": labels[k], "value": words.flow(v)} for k, v in content.items() if k in labels
    )
    _write_rows(
        sheets, words.GENERAL, {"key": "Khóa", "label": "Nội dung", "value": "Giá trị"},
        {"key": 18, "label": 46, "value": 90}, general,
    )  # fmt: skip
    sheets.close()
    return stream.getvalue()


def _write_rows(
    sheets: Sheets,
    name: str,
    columns: Mapping[str, str],
    widths: Mapping[str, int],
    rows: Iterator[dict[str, str]],
) -> None:
    sheet = sheets.add(name)
    for column, (key, heading) in enumerate(columns.items()):
        sheet.set_column(column, column, widths[key])
        sheet.write_string(0, column, heading, sheets.format("head"))
    for index, row in enumerate(rows, start=1):
        style = ["section"] if row.get("section") else ["cell"]
        sheet.set_row(index, row_height((row.get(k, ""), widths[k]) for k in columns))
        for column, key in enumerate(columns):
            sheet.write_string(index, column, row.get(key, ""), sheets.format(*style, "wrap"))
    sheet.set_row(0, row_height((heading, widths[k]) for k, heading in columns.items()))
    sheet.freeze_panes(1, 0)
    for_print(sheet, repeat=(0, 0), paper=A3)


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
        row["rest"] = words.flow(item) if item else ""
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
        yield {**row, "rest": words.flow(rest) if rest else ""}
