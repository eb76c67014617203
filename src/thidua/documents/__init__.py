"""Official papers: a paper as data in, bytes of .docx and PDF out, in dated formats of Party and state offices.

No clock, no network, no chance: the same paper and profile give the same file. Facts become a `Paper` in
`thidua.documents.papers`; see `docs/developers/reference/document-formats.md`.
"""

from thidua.documents._blocks import (
    Article,
    Bullets,
    Chapter,
    Choices,
    Enacting,
    Fields,
    Heading,
    Issuer,
    Numbered,
    PageBreak,
    Paper,
    Picture,
    Signer,
    Table,
    Text,
    gap,
    strong,
)
from thidua.documents._errors import DocumentsError, PaperInvalid, UnknownKind, UnknownProfile
from thidua.documents._flow import lay_out
from thidua.documents._font import FONTS as FONT_FOLDER
from thidua.documents._kinds import KINDS, kind_name
from thidua.documents._pdf import SignatureRoom, pdf, pdf_together, signature_rooms
from thidua.documents._profiles import Profile, profile, profile_for, profiles, symbol
from thidua.documents._runs import plain, unprintable
from thidua.documents._sheet import Columns, Grid, Line
from thidua.documents._stored import (
    Open,
    gaps,
    marked,
    paper_as_json,
    paper_from_json,
    reworded,
    unmarked,
    with_gaps_filled,
    wording,
)
from thidua.documents._word import docx

__all__ = [
    "FONT_FOLDER",
    "KINDS",
    "Article",
    "Bullets",
    "Chapter",
    "Choices",
    "Columns",
    "DocumentsError",
    "Enacting",
    "Fields",
    "Grid",
    "Heading",
    "Issuer",
    "Line",
    "Numbered",
    "Open",
    "PageBreak",
    "Paper",
    "PaperInvalid",
    "Picture",
    "Profile",
    "SignatureRoom",
    "Signer",
    "Table",
    "Text",
    "UnknownKind",
    "UnknownProfile",
    "docx",
    "gap",
    "gaps",
    "kind_name",
    "lay_out",
    "marked",
    "paper_as_json",
    "paper_from_json",
    "pdf",
    "pdf_together",
    "plain",
    "profile",
    "profile_for",
    "profiles",
    "reworded",
    "signature_rooms",
    "strong",
    "symbol",
    "unmarked",
    "unprintable",
    "with_gaps_filled",
    "wording",
]
