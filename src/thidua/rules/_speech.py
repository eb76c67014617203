"""One sentence, two languages: written in Vietnamese where it is needed, with its English in `_english.py`."""

import re

from thidua.rules._english import ENGLISH

ONE = re.compile(r"(?<![\d.,/])1 (point|unit|item|person|time|decimal|place)s\b")


def say(language: str, text: str, **facts: object) -> str:
    """`text`, or its English, with its `{facts}` filled in. KeyError for a text that has no English.

    >>> say("vi", "Nhân hệ số {factor}.", factor=2), say("en", "Nhân hệ số {factor}.", factor=2)
    ('Nhân hệ số 2.', 'Times a factor of 2.')
    """
    if language == "vi":
        return text.format_map(facts)
    return ONE.sub(r"1 \1", ENGLISH[text].format_map(facts))
