"""What can be wrong with a paper: DocumentsError > UnknownProfile, UnknownKind, PaperInvalid."""


class DocumentsError(Exception):
    """Base of the package."""


class UnknownProfile(DocumentsError):
    """No format profile has this id, or none is in force for this family and day."""


class UnknownKind(DocumentsError):
    """No kind of paper has this key."""


class PaperInvalid(DocumentsError):
    """A block cannot be printed, for example a table whose rows and columns disagree."""
