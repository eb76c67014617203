"""The door to the .docx printer: its libraries cost 0.3 s and 50 MB, which only a process that prints should pay."""

from thidua.documents._blocks import Paper
from thidua.documents._profiles import Profile


def docx(paper: Paper, profile: Profile) -> bytes:
    """The paper as .docx; the same paper gives the same bytes. Raises `PaperInvalid`."""
    from thidua.documents import _docx  # noqa: PLC0415 - see above

    return _docx.docx(paper, profile)
