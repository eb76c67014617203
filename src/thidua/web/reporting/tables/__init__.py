"""Tables of reporting that are drawn as strings: a template loop over so many cells would be slow."""

from thidua.web.reporting.tables.grid import grid
from thidua.web.reporting.tables.page import Page
from thidua.web.reporting.tables.words import answer_of, nothing

__all__ = ["Page", "answer_of", "grid", "nothing"]
