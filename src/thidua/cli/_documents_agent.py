"""`thidua documents sign-digest`: a small signing agent. The key stays here, only the signature value goes out."""

import argparse
import base64
import getpass
import json
import os
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from thidua.cli._documents_commands import DONE, FOUND, RefusedError
from thidua.documents.signing import Key, SigningError, open_key

PASSPHRASE = "THIDUA_KEY_PASSPHRASE"  # noqa: S105 - the name of a variable
SECONDS = 60
WORDS = {
    "no_file": ("Không đọc được tệp {name}.", "The file {name} cannot be read."),
    "one_of": (
        "Hãy nêu mã băm hoặc --at, không cả hai.",
        "Give either a digest or --at, not both.",
    ),
    "no_digest": ("Mã băm không đúng: cần 64 chữ số hex.", "Not a digest: 64 hex digits are needed."),
    "prompt": ("Mật khẩu của tệp chứng thư: ", "Passphrase of the key file: "),
    "no_answer": ("Không lấy được phiên ký ở địa chỉ này: {why}", "No signing session at this address: {why}"),
    "gone": (
        "Có đơn vị vừa ký trước, văn bản đã thay đổi. Hãy chuẩn bị ký lại trên trang web.",
        "Somebody signed first and the paper changed. Prepare the signature again on the web page.",
    ),
    "other_key": (
        "Phiên ký này dành cho chứng thư khác (mã băm {fingerprint}).",
        "This session is for another certificate (fingerprint {fingerprint}).",
    ),
    "refused": ("Không nhận chữ ký: {why}", "The signature was refused: {why}"),
    "signed": ("Đã ký «{paper}» cho {unit}.", "Signed “{paper}” for {unit}."),
}  # fmt: skip


def _say(key: str, lang: str, **values: object) -> str:
    return WORDS[key][lang != "vi"].format(**values)


def sign_digest_command(args: argparse.Namespace) -> int:
    """`sign-digest`: print the value (base64) for a digest, or fetch the digest and send the value back."""
    if bool(args.digest) == bool(args.at):
        raise RefusedError(_say("one_of", args.lang))
    key = _key(args)
    if args.at:
        return _at_the_site(args, key)
    try:
        value = key.sign_digest(bytes.fromhex(args.digest))
    except (ValueError, SigningError) as error:
        raise RefusedError(_say("no_digest", args.lang)) from error
    text = base64.b64encode(value).decode()
    print(json.dumps({"signature": text}) if args.json else text)
    return DONE


def _key(args: argparse.Namespace) -> Key:
    try:
        content = Path(args.key).read_bytes()
    except OSError as error:
        raise RefusedError(_say("no_file", args.lang, name=args.key)) from error
    passphrase = os.environ.get(PASSPHRASE) or getpass.getpass(_say("prompt", args.lang))
    try:
        return open_key(content, passphrase)
    except SigningError as error:
        raise RefusedError(error.sentence(args.lang), FOUND) from error


def _at_the_site(args: argparse.Namespace, key: Key) -> int:
    asked = _call(args, None)
    if asked.get("certificate") != key.certificate.fingerprint:
        told = str(asked.get("certificate"))[:16] + "…"
        raise RefusedError(_say("other_key", args.lang, fingerprint=told), FOUND)
    value = key.sign_digest(base64.b64decode(str(asked["digest"])))
    answer = _call(args, {"signature": base64.b64encode(value).decode()})
    if not answer.get("signed"):
        why = "; ".join(map(str, answer.get("errors", ()))) or "?"
        raise RefusedError(_say("refused", args.lang, why=why), FOUND)
    done: dict[str, Any] = {"paper": asked["paper"], "unit": asked["unit"]}
    text = (
        json.dumps({"signed": True, **done}, ensure_ascii=False)
        if args.json
        else _say("signed", args.lang, **done)
    )
    print(text)
    return DONE


def _call(args: argparse.Namespace, body: dict[str, str] | None) -> dict[str, Any]:
    """The site's answer as JSON; also where it refuses."""
    if not args.at.startswith(("https://", "http://")):
        raise RefusedError(_say("no_answer", args.lang, why=args.at))
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(args.at, data, {"Content-Type": "application/json"})  # noqa: S310 - checked
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - checked
            found: dict[str, Any] = json.load(answer)
            return found
    except urllib.error.HTTPError as error:
        text = error.read()
        try:
            refused: dict[str, Any] = json.loads(text)
        except ValueError:
            raise RefusedError(_say("no_answer", args.lang, why=error.code), FOUND) from error
        if refused.get("outdated"):
            raise RefusedError(_say("gone", args.lang), FOUND) from error
        return refused
    except (OSError, ValueError) as error:
        raise RefusedError(_say("no_answer", args.lang, why=error), FOUND) from error
