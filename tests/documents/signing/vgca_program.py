"""A stand-in for the VGCA signing program, written from the same notes as `vgca.py`: it proves our side alone.

It downloads, signs like a program of its own, posts to the handler, and answers as the page's callback sees it.
"""

import json

from tests.documents.signing import elsewhere


class Program:
    """The service on a user's machine with a token in it. `fetch(url)` and `post(url, …)` are the network."""

    def __init__(self, p12, at, fetch, post):
        self.p12, self.at, self.fetch, self.post = p12, at, fetch, post
        self.spoil = lambda pdf: pdf
        self.field, self.secret = "Signature1", "bí mật"

    def sign_approved(self, parameters):
        """What vgca_sign_approved gives its callback."""
        given = json.loads(parameters)
        pdf = self.fetch(given["FileName"])
        if pdf is None:
            return json.dumps(
                {"Status": 13, "Message": "Không tải được tệp", "FileName": "", "FileServer": ""}
            )
        signed = self.spoil(elsewhere.signed(pdf, self.field, self.p12, self.at, secret=self.secret))
        answer = self.post(given["FileUploadHandler"], "uploadfile", signed, given["JWTToken"])
        return json.dumps(
            {
                "Status": 0 if answer["Status"] else 12,
                "Message": answer["Message"],
                "FileName": answer["FileName"],
                "FileServer": answer["FileServer"],
            }
        )
