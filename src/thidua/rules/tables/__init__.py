"""Files in and out: data from tables, workbooks to fill, results to print, rulebooks as tables."""

from thidua.rules.tables._book_read import RulebookReading, read_rulebook_table
from thidua.rules.tables._book_write import rulebook_table
from thidua.rules.tables._collect import Reading, Target
from thidua.rules.tables._guard import LIMITS, Limits, Sheet, read_sheets
from thidua.rules.tables._read import content_of, read_content, read_data, read_units
from thidua.rules.tables._results import (
    aligned,
    formula_safe,
    result_csv,
    result_json,
    result_text,
    result_workbook,
)
from thidua.rules.tables._sentences import place_text, sentence
from thidua.rules.tables._template import template_workbook
from thidua.rules.tables._write import check_output, write_file, write_result

__all__ = [
    "LIMITS",
    "Limits",
    "Reading",
    "RulebookReading",
    "Sheet",
    "Target",
    "aligned",
    "check_output",
    "content_of",
    "formula_safe",
    "place_text",
    "read_content",
    "read_data",
    "read_rulebook_table",
    "read_sheets",
    "read_units",
    "result_csv",
    "result_json",
    "result_text",
    "result_workbook",
    "rulebook_table",
    "sentence",
    "template_workbook",
    "write_file",
    "write_result",
]
