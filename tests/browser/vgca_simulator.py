"""A stand-in for the VGCA service on a user's machine: a real WebSocket server on 127.0.0.1:8987.

Run as a program with a key file and its passphrase. Written from the same notes as our side, so it proves
our side alone: nothing here is known to be like the real program beyond the messages of public integrations.
"""

import base64
import datetime as dt
import hashlib
import json
import socketserver
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tests.documents.signing.vgca_program import Program

ADDRESS = ("127.0.0.1", 8987)
MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
SHORT, MEDIUM = 125, 126


def fetch(url):
    """The file at the address, None when there is none."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - the address our own page gave
            return answer.read()
    except urllib.error.HTTPError:
        return None


def post(url, name, content, token):
    """Send the file as a form does; the handler's answer."""
    edge = "----vgca"
    body = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="ky.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode() + content + f"\r\n--{edge}--\r\n".encode()  # fmt: skip
    headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - the address our own page gave
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


class Service(socketserver.StreamRequestHandler):
    """One connection of the page: one message in, one out."""

    program: Program

    def handle(self):
        """Shake hands, read the parameters, sign, answer."""
        lines = iter(lambda: self.rfile.readline().decode().strip(), "")
        head = dict(line.split(": ", 1) for line in lines if ": " in line)
        key = next(value for name, value in head.items() if name.lower() == "sec-websocket-key")
        accept = base64.b64encode(hashlib.sha1((key + MAGIC).encode()).digest()).decode()  # noqa: S324 - RFC 6455
        self.wfile.write(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
        )
        given = self.message()
        self.program.field = json.loads(given)["MetaData"][0]["Value"]
        self.program.at = dt.datetime.now(dt.UTC)
        self.send(self.program.sign_approved(given))

    def message(self):
        """The text of one masked frame."""
        _first, second = self.rfile.read(2)
        size = second & SHORT + 2
        if size > SHORT:
            size = int.from_bytes(self.rfile.read(2 if size == MEDIUM else 8), "big")
        mask = self.rfile.read(4)
        return bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(size))).decode()

    def send(self, text):
        """One text frame."""
        body = text.encode()
        size = bytes([len(body)]) if len(body) <= SHORT else bytes([MEDIUM]) + len(body).to_bytes(2, "big")
        self.wfile.write(b"\x81" + size + body)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True


if __name__ == "__main__":
    Service.program = Program(Path(sys.argv[1]).read_bytes(), None, fetch, post)
    Service.program.secret = sys.argv[2]
    with Server(ADDRESS, Service) as server:
        print("ready", flush=True)
        server.serve_forever()
