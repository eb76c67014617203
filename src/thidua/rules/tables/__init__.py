"""Files in and out: data from tables, workbooks to fill, results to print, rulebooks as tables."""

from thidua.rules.tables._collect import Reading, Target
from thidua.rules.tables._guard import LIMITS, Limits, Sheet, read_sheets
from thidua.rules.tables._read import content_of, read_content, read_data
from thidua.rules.tables._sentences import place_text, sentence
from thidua.rules.tables._template import template_workbook

__all__ = [
    "LIMITS",
    "Limits",
    "Reading",
    "Sheet",
    "Target",
    "content_of",
    "place_text",
    "read_content",
    "read_data",
    "read_sheets",
    "sentence",
    "template_workbook",
]
