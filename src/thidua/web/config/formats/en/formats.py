"""Same days and numbers as in Vietnamese: one office, one way to write a number."""

from thidua.web.config.formats.vi.formats import *  # noqa: F403
