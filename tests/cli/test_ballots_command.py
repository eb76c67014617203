"""`thidua ballots`: a stranger recounts from the file alone; slips and keys are made away from the server."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from tests.ballots.world import BOX, FLAG, MARKS, as_file, world
from thidua.ballots import Board, Electorate, Opening, acknowledge, cast, close_ballot, rules
from thidua.ballots._credentials import to_text
from thidua.ballots._tellers import TellersKey
from thidua.cli.ballots import main

W = world()
HOLDS = "Làm lại từ đầu: mọi phiếu và kết quả trùng khớp.\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    monkeypatch.chdir(tmp_path)
    Path("dong.json").write_text(json.dumps(as_file(W.closed(MARKS))))
    Path("phieu.json").write_text(json.dumps(as_file(W.opened(MARKS))))


def spoil(change):
    file = json.loads(Path("phieu.json").read_text())
    change(file)
    Path("phieu.json").write_text(json.dumps(file))


def test_an_honest_board_agrees_and_shows_its_arithmetic(capsys):
    assert main(["recount", "phieu.json", "--earlier", "dong.json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.endswith(HOLDS)
    assert "Phiếu mã: in 9, thu hồi 2, phát 7; phiếu thu về 6, chưa bỏ 1, hủy 0.\n" in said.out
    assert (
        "Tán thành: Cần quá 1/2 của 7 thành viên: 3,5, tức từ 4 phiếu; được 3 phiếu (≈ 42,9 %): không đạt."
        in said.out
    )
    assert f"Mã niêm phong lúc mở:  {W.opening.digest}\n" in said.out


def test_a_closed_board_is_said_to_wait(capsys):
    assert main(["recount", "dong.json", "--lang", "en"]) == 0
    assert "Closed and not opened: complaints may be made.\n" in capsys.readouterr().out


def test_a_fraud_is_told_with_its_receipt_and_ends_with_one(capsys):
    spoil(lambda file: file["opened"]["votes"].pop(0))
    first = min(W.receipts[:6])
    assert main(["recount", "phieu.json"]) == 1
    said = capsys.readouterr()
    assert said.err == f"{first}: Phiếu niêm phong này không được mở.\n"
    assert said.out.endswith("Số chỗ sai: 1.\n")


def test_as_json(capsys):
    spoil(lambda file: file["opened"]["tallies"][0].update(valid=7))
    assert main(["recount", "phieu.json", "--json", "--lang", "en"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["stage"]) == (False, "opened")
    assert told["deviations"] == [
        {
            "code": "tally_wrong",
            "at": "flag",
            "text": "flag: The published count is not what counting again gives.",
        }
    ]
    assert [r["result"] for r in told["results"]] == ["rejected", "unfilled", "ranked"]


def test_a_voter_reads_the_own_ballot(capsys):
    assert main(["recount", "phieu.json", "--receipt", W.receipts[4].lower()]) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == (
        f"Phiếu {W.receipts[4]} đã chọn: Tặng Cờ thi đua của Chính phủ cho tỉnh Bắc Kạn: trắng; "
        "Bầu cụm trưởng: trắng; Xếp thứ tự ba đơn vị: trắng"
    )
    assert main(["recount", "phieu.json", "--receipt", "XXXX-XXXX"]) == 0
    assert capsys.readouterr().out.endswith("Không có số biên nhận này.\n")


def test_what_is_known_from_outside_counts(capsys):
    kept = W.cast(6, MARKS[0])
    proof = {"cast": kept.data(), "word": acknowledge(W.opening, kept, BOX)}
    Path("bao-nhan.json").write_text(json.dumps(proof))
    assert main(["recount", "phieu.json", "--opening", W.opening.digest, "--closing", "0" * 64]) == 1
    assert main(["recount", "phieu.json", "--acknowledged", "bao-nhan.json"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Các phiếu không phải bản đã công bố khi đóng.",
        f"{W.receipts[6]}: Hòm phiếu đã báo nhận phiếu này nhưng bảng không có: máy chủ đã làm mất hoặc thay phiếu.",
    ]


@pytest.mark.parametrize(
    ("name", "content"), [("khac.json", "{}"), ("hong.json", "{"), ("khong-co.json", None), ("so.json", "3")]
)
def test_what_is_no_board_is_unusable(name, content, capsys):
    if content is not None:
        Path(name).write_text(content)
    assert main(["recount", name]) == 2
    assert capsys.readouterr().err


def test_slips_are_printed_with_their_qr_code(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    asked = [
        "prepare",
        "--ballot",
        "hn-2020",
        "--slips",
        "9",
        "--out",
        "kin",
        "--address",
        "https://x.example/box/k/",
    ]
    assert main(asked) == 0
    path = tmp_path / "kin" / "phieu-ma.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o777 == 0o600
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    slips = (tmp_path / "kin" / "phieu-ma.txt").read_text(encoding="utf-8")
    receipts = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}$", slips, re.MULTILINE)
    assert len(receipts) == 9
    assert all(receipt in text for receipt in receipts)
    assert text.count("\f") == 2 + 3  # two sheets of slips, one for each teller


def test_a_ballot_prepared_and_opened_away_from_the_server(monkeypatch, capsys):
    """Registrar's laptop, server, voters, tellers' laptop: the server holds no code and no share."""
    assert main(["prepare", "--ballot", "hn-2020", "--slips", "5", "--out", "kin"]) == 0
    assert (Path("kin").stat().st_mode & 0o777, Path("kin/phieu-ma.txt").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )
    public = json.loads(Path("kin/cong-khai.json").read_text())
    codes = [line.split()[3] for line in Path("kin/phieu-ma.txt").read_text().splitlines() if line]
    shares = [Path(f"kin/manh-khoa-{n}.txt").read_text().splitlines()[-1] for n in (3, 1)]
    opening = Opening(
        public["ballot"], "Bầu", rules()["majority-of-members"], 1, (FLAG,), Electorate(5, 5, 5),
        TellersKey.read(public["tellers"]), to_text(bytes(SigningKey(BOX).verify_key)), tuple(public["credentials"]),
    )  # fmt: skip
    casts = [cast(opening, code, (("yes",),), bytes([n]) * 32) for n, code in enumerate(codes)]
    Path("dong.json").write_text(json.dumps(as_file(close_ballot(opening, casts, handed_out=5))))
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(shares)))
    assert main(["open", "dong.json", "--out", "mo.json"]) == 0
    assert main(["recount", "mo.json", "--earlier", "dong.json"]) == 0
    assert "Tán thành: 5\n" in capsys.readouterr().out
    for secret in (*codes, *shares):
        assert secret not in Path("dong.json").read_text() + Path("mo.json").read_text()
    assert main(["prepare", "--ballot", "hn-2020", "--slips", "5", "--out", "kin"]) == 2


def test_complaints_go_into_the_opened_board(monkeypatch, capsys):
    complaint = {"receipt": W.receipts[0], "about": "Tôi chưa bỏ phiếu này", "decision": "annul"}
    Path("khieu-nai.json").write_text(json.dumps([complaint]))
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(W.shares)))
    assert main(["open", "dong.json", "--out", "mo.json", "--complaints", "khieu-nai.json"]) == 0
    assert main(["recount", "mo.json"]) == 0
    assert "hủy 1.\n" in capsys.readouterr().out
    Path("khieu-nai.json").write_text("3")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(W.shares)))
    assert main(["open", "dong.json", "--out", "mo2.json", "--complaints", "khieu-nai.json"]) == 1
    assert capsys.readouterr().err.startswith("Khiếu nại cần số biên nhận")


def test_at_a_terminal_shares_are_typed_unseen(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    asked, typed = [], iter(W.shares)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or next(typed))
    assert main(["open", "dong.json", "--out", "mo.json"]) == 0
    assert asked == ["Mảnh khóa thứ 1 (không hiện khi gõ): ", "Mảnh khóa thứ 2 (không hiện khi gõ): "]
    assert json.loads(Path("mo.json").read_text()) == as_file(W.opened(MARKS))


def test_wrong_shares_and_a_changed_board_open_nothing(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{W.shares[0]}\n{W.shares[0]}\n"))
    assert main(["open", "dong.json", "--out", "mo.json"]) == 1
    assert capsys.readouterr().err == "Mới có 1 mảnh khóa khác nhau; cần 2.\n"
    file = json.loads(Path("dong.json").read_text())
    file["closing"]["ballots"].pop()
    Path("dong.json").write_text(json.dumps(file))
    assert main(["open", "dong.json", "--out", "mo.json"]) == 1
    assert capsys.readouterr().err.startswith("Bảng phiếu đã bị sửa hoặc không đủ.")
    assert not Path("mo.json").exists()


def test_a_board_read_from_its_file_is_the_board():
    assert Board.read(as_file(W.closed(MARKS))) == W.closed(MARKS)


def run_without(library):
    """The command in a Python that lacks a library."""
    lines = [
        "import sys",
        f"sys.modules[{library!r}] = None",
        "from thidua.cli import main",
        "sys.argv[1:] = ['ballots', 'recount', 'phieu.json']",
        "sys.exit(main())",
    ]
    script = [sys.executable, "-c", "; ".join(lines)]
    return subprocess.run(script, capture_output=True, text=True, check=False)


def test_the_command_runs_without_django():
    done = run_without("django")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_the_library_it_says_what_to_install():
    done = run_without("nacl")
    assert (done.returncode, done.stderr) == (2, "Lệnh này cần thư viện PyNaCl: cài thidua[ballots].\n")


@pytest.mark.parametrize(
    ("line", "code"), [([], 2), (["--help"], 0), (["recount", "--help"], 0), (["recont", "x"], 2)]
)
def test_usage(line, code, capsys):
    assert main(line) == code
    assert capsys.readouterr()
