"""Messages of the VGCA signing program (Ban Cơ yếu Chính phủ) as public integrations show them.

A page calls `vgca_sign_approved(json, callback)` of the vendor's vgcaplugin.js, which talks to a service on
the user's own machine over WebSocket. That service downloads the PDF from `FileName`, signs it with the
token, and posts the signed file to `FileUploadHandler`; the callback then gets an answer in JSON.

**Untested with the real program**: nothing but a simulator written from these notes has run against it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.documents.signing._problems import SigningError

FUNCTIONS = (
    "vgca_sign_approved", "vgca_sign_issued", "vgca_sign_income", "vgca_sign_copy", "vgca_sign_files",
    "vgca_sign_json", "vgca_comment", "vgca_sign_appendix",
)  # fmt: skip
CONNECT_SOURCES = ("ws://127.0.0.1:8987", "wss://127.0.0.1:8987")
"""What the content security policy of the signing page, and of that page alone, must allow to connect to."""
UPLOADED_AS = "uploadfile"
"""The form field in which the program posts the signed file; a handler should take the only file of the form."""


@dataclass(frozen=True)
class SignRequest:
    """What a page hands to the program. The addresses should work once, for minutes; the token names the act."""

    download_url: str
    upload_url: str
    session: str = ""
    token: str = field(default="", repr=False)
    metadata: Mapping[str, str] = field(default_factory=dict)
    function: str = "vgca_sign_approved"

    def parameters(self) -> str:
        """The JSON that the plugin's function takes. SigningError `vgca.function` for an unknown one."""
        if self.function not in FUNCTIONS:
            raise SigningError("vgca.function", name=self.function)
        return json.dumps(
            {
                "FileUploadHandler": self.upload_url,
                "SessionId": self.session,
                "JWTToken": self.token,
                "FileName": self.download_url,
                "MetaData": [{"Key": key, "Value": value} for key, value in self.metadata.items()],
            }
        )


@dataclass(frozen=True)
class Answer:
    """What the program tells the page afterwards: status 0 is done; `file` is what our handler answered it."""

    status: int
    message: str
    file_name: str
    file: str


def handler_answer(
    *, accepted: bool, message: str = "", file_name: str = "", file: str = ""
) -> dict[str, Any]:
    """What our upload handler answers the program; it passes the file's name and place on to the page."""
    return {"Status": accepted, "Message": message, "FileName": file_name, "FileServer": file}


def answer_of(text: str) -> Answer:
    """The program's answer to the page. SigningError `vgca.unreadable`, or `vgca.refused` with its message."""
    try:
        given = json.loads(text)
        answer = Answer(
            status=int(given["Status"]),
            message=str(given.get("Message") or ""),
            file_name=str(given.get("FileName") or ""),
            file=str(given.get("FileServer") or ""),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SigningError("vgca.unreadable") from error
    if answer.status != 0:
        raise SigningError("vgca.refused", status=answer.status, detail=answer.message or "–")
    return answer
