"""What can be wrong with a paper: DocumentsError > UnknownProfile, UnknownKind, PaperInvalid."""


class DocumentsError(Exception):
    """Base of the package."""


class UnknownProfile(DocumentsError):  # noqa: N818 - reads as what is wrong
    """No format profile has this id, or none is in force for this family and day."""


class UnknownKind(DocumentsError):  # noqa: N818 - reads as what is wrong
    """No kind of paper has this key."""


class PaperInvalid(DocumentsError):  # noqa: N818 - reads as what is wrong
    """A block cannot be printed, for example a table whose rows and columns disagree."""
