"""What each `thidua ballots` command does; every one returns an exit code."""

import argparse
import getpass
import json
import secrets
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from thidua.ballots import (
    Board,
    Question,
    Recount,
    find,
    issue,
    join_shares,
    make_tellers,
    open_board,
    recount,
)
from thidua.cli._ballots_say import WORDS, say
from thidua.cli._rules_commands import DONE, FOUND, UnusableError, as_json
from thidua.cli._say import complain
from thidua.rules.tables import check_output, content_of, write_file

SECRET_MODE, FOLDER_MODE = 0o600, 0o700
NO_BOARD = {"board_shape", "opening_shape"}


def json_at(name: str, lang: str) -> Any:
    """The JSON in a file. Raises `UnusableError`, or `DataInvalid` when there is no such file."""
    try:
        return json.loads(content_of(Path(name)))
    except (ValueError, RecursionError):
        raise UnusableError(say("no_json", lang, name=Path(name).name)) from None


def recount_command(args: argparse.Namespace) -> int:
    """Tell whether a board is what its ballots give; 1 when it is not."""
    file = json_at(args.file, args.lang)
    done = recount(
        file,
        opening_digest=args.opening,
        closing_digest=args.closing,
        earlier=json_at(args.earlier, args.lang) if args.earlier else None,
        acknowledged=[json_at(name, args.lang) for name in args.acknowledged or ()],
    )
    if args.json:
        print(as_json(_plain(done, args.lang)))
    else:
        for line in _told(done, args.lang):
            print(line)
        for deviation in done.deviations:
            complain(getattr(deviation.said, args.lang))
        if args.receipt:
            _tell_vote(file, done, args.receipt, args.lang)
    return DONE if done.holds else FOUND


def _told(done: Recount, lang: str) -> Iterable[str]:
    yield done.opening.title
    yield say(f"stage_{done.stage}", lang)
    yield say("numbers", lang, **done.numbers)
    for tally in done.tallies:
        counts = say("counted", lang, valid=tally.valid, blank=tally.blank, invalid=tally.invalid)
        yield f"\n{tally.question.text}: {counts}"
        for answer, votes in tally.votes.items():
            yield f"  {_answer(tally.question, answer, lang)}: {votes}"
        for order, votes in tally.orders.items():
            yield f"  {' > '.join(_answer(tally.question, a, lang) for a in order)}: {votes}"
    if done.outcome is not None:
        yield from _outcome_told(done, lang)
    yield ""
    yield say("digests", lang, opening=done.opening_digest, closing=done.closing_digest)
    yield say("holds", lang) if done.holds else say("deviations", lang, n=len(done.deviations))


def _outcome_told(done: Recount, lang: str) -> Iterable[str]:
    result = done.outcome
    if result is None:
        return
    yield ""
    if result.quorum is not None:
        yield getattr(result.quorum.said, lang)
    for decided in result.decided:
        yield f"{decided.question.text}: {getattr(decided.said, lang)}"
        for line in decided.lines:
            yield f"  {_answer(decided.question, line.option, lang)}: {getattr(line.said, lang)}"
        yield f"  → {getattr(decided.next.said, lang)}"
    for note in result.notes:
        yield f"* {getattr(note, lang)}"


def _answer(question: Question, answer: str, lang: str) -> str:
    return question.options.get(answer) or (say(answer, lang) if answer in WORDS else answer)


def _tell_vote(file: Any, done: Recount, receipt: str, lang: str) -> None:
    found = find(file, receipt)
    print(getattr(found.said, lang))
    if found.vote is None:
        return
    marks = found.vote.marks or (None,) * len(done.opening.questions)
    told = []
    for question, mark in zip(done.opening.questions, marks, strict=True):
        chosen = ", ".join(_answer(question, answer, lang) for answer in mark or ())
        told.append(
            f"{question.text}: {say('spoilt', lang) if mark is None else chosen or say('blank', lang)}"
        )
    print(say("your_vote", lang, receipt=found.vote.receipt, marks="; ".join(told)))


def _plain(done: Recount, lang: str) -> dict[str, Any]:
    return {
        "holds": done.holds,
        "stage": done.stage,
        "opening_digest": done.opening_digest,
        "closing_digest": done.closing_digest,
        "numbers": dict(done.numbers),
        "deviations": [{"code": d.code, "at": d.at, "text": getattr(d.said, lang)} for d in done.deviations],
        "tallies": [tally.data() for tally in done.tallies],
        "results": [
            {"question": d.question.id, "result": d.result, "chosen": list(d.chosen), "next": d.next.kind}
            for d in (done.outcome.decided if done.outcome else ())
        ],
    }


def prepare_command(args: argparse.Namespace) -> int:
    """Make slips and tellers' shares on a machine that is not the server."""
    folder = Path(args.out)
    made = issue(secrets.token_bytes(64), args.slips, ballot=args.ballot)
    tellers = make_tellers(secrets.token_bytes(64), need=args.need, of=args.tellers, ballot=args.ballot)
    public = {"ballot": args.ballot, "credentials": list(made.credentials), "tellers": tellers.public.data()}
    slips = "\n\n".join(say("slip_head", args.lang, code=s.code, receipt=s.receipt) for s in made.slips)
    files = {"cong-khai.json": as_json(public), "phieu-ma.txt": slips}
    for at, share in enumerate(tellers.shares, 1):
        head = say("share_head", args.lang, at=at, of=args.tellers, need=args.need, ballot=args.ballot)
        files[f"manh-khoa-{at}.txt"] = f"{head}\n\n{share}\n"
    printed = _printed(args, made.slips, tellers.shares) if args.address else None
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True)
    except OSError as error:
        raise UnusableError(say("no_folder", args.lang, name=args.out, detail=error.strerror)) from None
    for name, content in files.items():
        write_file(folder / name, content)
        (folder / name).chmod(SECRET_MODE)
    if printed is not None:
        (folder / "phieu-ma.pdf").touch(mode=SECRET_MODE)
        (folder / "phieu-ma.pdf").write_bytes(printed)
        complain(say("printed", args.lang))
    complain(say("prepared", args.lang, name=args.out))
    return DONE


def _printed(args: argparse.Namespace, slips: Iterable[Any], shares: Sequence[str]) -> bytes:
    """Slips with QR codes, eight on a sheet, and a sheet for each teller."""
    try:
        from thidua.documents.slips import SlipSheet, slips_pdf  # noqa: PLC0415 - printing is optional
    except ModuleNotFoundError:
        raise UnusableError(say("no_printer", args.lang)) from None
    pile = [(slip.code, slip.receipt, slip.qr_text(args.address)) for slip in slips]
    return slips_pdf(SlipSheet(args.ballot, pile, shares, args.need))


def open_command(args: argparse.Namespace) -> int:
    """Open a closed board with the tellers' shares, on the tellers' own machine."""
    out = Path(args.out)
    check_output(out, forms=(".json",))
    board = Board.read(json_at(args.file, args.lang))
    shares = [_share(args, at) for at in range(1, board.opening.tellers.need + 1)]
    private = join_shares(shares, board.opening.tellers, ballot=board.opening.id)
    complaints = json_at(args.complaints, args.lang) if args.complaints else []
    write_file(out, as_json(open_board(board, private, complaints).data()))
    complain(say("opened", args.lang, name=args.out))
    return DONE


def _share(args: argparse.Namespace, at: int) -> str:
    """From the terminal without showing it, or one line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(say("share_ask", args.lang, at=at))
    return sys.stdin.readline()
