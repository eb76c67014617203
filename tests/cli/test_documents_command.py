"""`thidua documents` as a person runs it: a real process for what only it shows, `main` for the rest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typst

from thidua.cli.documents import main, parser
from thidua.documents.signing import Place, open_key, sign, with_fields

ROOT = Path(__file__).parents[2]
THIDUA = Path(sys.executable).with_name("thidua")
PAGE = ROOT / "docs" / "developers" / "reference" / "cli-documents.md"
UNITS = ["Ban Tổ chức Tỉnh ủy Bắc Kạn", "Đơn vị 02"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two units' certificates and a paper that the first has signed, made by the commands."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "units.txt").write_text("\n".join(UNITS) + "\n\n", encoding="utf-8")
    assert main(["test-authority", str(folder / "ca"), "--units", str(folder / "units.txt")]) == 0
    passphrase = (folder / "ca" / "passphrase.txt").read_text().strip()
    keys = [open_key(p.read_bytes(), passphrase) for p in sorted((folder / "ca").glob("0*.p12"))]
    at = keys[0].certificate.since
    pdf = typst.compile(b"= Giao", format="pdf", timestamp=at)
    pdf = with_fields(pdf, [Place(f"o{n}", 1, (50, 50 + 100 * n, 300, 140 + 100 * n)) for n in range(2)])
    for number, key in enumerate(keys):
        pdf = sign(pdf, f"o{number}", key, at=at)
        (folder / f"{number + 1}.pdf").write_bytes(pdf)
    (folder / "bad.pdf").write_bytes(pdf.replace(b"/Type", b"/Typf", 1))
    (folder / "no.pdf").write_bytes(b"khong phai")
    return folder


@pytest.fixture
def place(made, monkeypatch):
    monkeypatch.chdir(made)
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return made


TRUSTED = ["--root", "ca/root.pem", "--crl", "ca/root.crl", "--crl", "ca/issuer.crl"]


def test_the_authority_writes_what_signing_needs_for_its_owner_alone(place):
    names = sorted(p.name for p in Path("ca").iterdir())
    assert names == sorted([
        "01-ban-to-chuc-tinh-uy-bac-kan.p12", "02-don-vi-02.p12", "chain.pem", "issuer.crl", "issuer.p12",
        "passphrase.txt", "root.crl", "root.pem", "timestamps.p12",
    ])  # fmt: skip
    assert {p.stat().st_mode & 0o777 for p in Path("ca").iterdir()} == {0o600}


def test_the_authority_never_writes_over_anything(place, capsys):
    assert main(["test-authority", "ca", "--units", "units.txt"]) == 1
    Path("twice.txt").write_text("A\nA\n")
    assert main(["test-authority", "new", "--units", "twice.txt"]) == 1
    assert main(["test-authority", "new", "--units", "none.txt"]) == 2
    assert main(["test-authority", "new", "--units", "units.txt", "--days", "0"]) == 1
    assert not Path("new").exists()
    assert capsys.readouterr().err.splitlines() == [
        "Thư mục ca đã có và không trống.",
        "lỗi: Tên đơn vị «A» bị trùng hoặc không dùng được.",
        "Không đọc được tệp none.txt.",
        "lỗi: Số ngày hiệu lực phải từ 1 đến 1825.",
    ]


def test_a_good_file(place, capsys):
    assert main(["verify", "2.pdf", *TRUSTED]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    lines = shown.out.splitlines()
    assert lines[0].startswith("2.pdf: 1 trang, SHA-256 ")
    assert lines[1] == f"1. {UNITS[0]} – ô «o0»"
    assert lines[2].startswith("   Ký lúc: ") and lines[2].endswith(" +07:00")
    assert lines[4] == "   Nguyên vẹn: có; Đáng tin: có"
    assert "   lưu ý: Chứng thư THỬ NGHIỆM: không có giá trị pháp lý." in lines
    assert lines[-1] == "Kết luận: 2 chữ ký, tất cả đều tốt."


def test_what_is_not_good_is_said_and_counted(place, capsys):
    assert main(["verify", "1.pdf", *TRUSTED]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == [
        "cảnh báo: Ô ký «o1» chưa có chữ ký.",
        "Kết luận: 1/1 chữ ký tốt; có điều cần xem ở trên.",
    ]
    assert main(["verify", "bad.pdf", *TRUSTED, "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "Intact: NO" in out
    assert "error: What was signed has been altered: the content is not what it was when signed." in out
    assert out.splitlines()[-1] == "In sum: 0 of 2 signatures good; see what is said above."


def test_without_a_root_nobody_is_trusted(place, capsys):
    assert main(["verify", "2.pdf"]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith("Chưa nêu chứng thư gốc (--root)")
    assert shown.out.count("Nguyên vẹn: có; Đáng tin: KHÔNG") == 2


def test_the_moment_may_be_named(place, capsys):
    assert main(["verify", "2.pdf", *TRUSTED, "--at", "2099-01-01"]) == 1
    assert "Chứng thư hết hạn ngày" in capsys.readouterr().out
    assert main(["verify", "2.pdf", *TRUSTED, "--at", "mai"]) == 2
    assert capsys.readouterr().err == "Thời điểm không đúng: mai.\n"


def test_unusable_files_end_with_two(place, capsys):
    assert main(["verify", "no.pdf", *TRUSTED]) == 2
    assert "lỗi: Tệp này không phải tệp PDF." in capsys.readouterr().out
    assert main(["verify", "none.pdf"]) == 2
    assert main(["verify", "2.pdf", "--root", "no.pdf"]) == 2
    assert capsys.readouterr().err == "Không đọc được tệp none.pdf.\nno.pdf: không phải chứng thư.\n"
    assert main(["verify"]) == 2
    assert main([]) == 2


def test_json_holds_everything_with_sentences(place, capsys):
    assert main(["verify", "1.pdf", *TRUSTED, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["good"], found["empty_fields"], found["pages"]) == (False, ["o1"], 1)
    (signature,) = found["signatures"]
    assert (signature["good"], signature["certificate"]["name"]) == (True, UNITS[0])
    assert [f["message"] for f in found["findings"]] == ["Ô ký «o1» chưa có chữ ký."]
    assert all(f["message"].endswith(".") for f in signature["findings"])


def test_a_real_process_checks_and_never_touches_django(place):
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    command = [THIDUA, "documents", "verify", "2.pdf", *TRUSTED]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kết luận: 2 chữ ký" in done.stdout
    code = "import sys, thidua.cli.documents; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def help_pages():
    """The reference page: every command's `--help` as it is printed."""
    top = parser()
    commands = next(a for a in top._actions if a.dest == "command").choices
    pages = {"thidua documents": top, **{f"thidua documents {name}": c for name, c in commands.items()}}
    head = "# The command `thidua documents`\n\nGenerated from `--help`; a test compares.\n"
    return head + "".join(
        f"\n## `{name}`\n\n```text\n{page.format_help()}```\n" for name, page in pages.items()
    )


def test_reference_page_is_what_help_prints():
    if os.environ.get("WRITE_HELP_PAGES"):
        PAGE.write_text(help_pages())
    assert PAGE.read_text() == help_pages()
