"""`thidua rules` as a person runs it: real processes for what only they show, `main` for the rest."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.rules.sample import TEXT
from tests.rules.test_tables_results import DATA
from thidua.cli.rules import main, parser
from thidua.rules import data_as_json

ROOT = Path(__file__).parents[2]
THIDUA = Path(sys.executable).with_name("thidua")
PAGE = ROOT / "docs" / "developers" / "reference" / "cli.md"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    Path("q.yaml").write_text(TEXT)
    Path("new.yaml").write_text(TEXT.replace("id: sample", "id: next").replace("value: 95%", "value: 96%"))
    Path("d.json").write_text(json.dumps(data_as_json(DATA)))
    Path("units.csv").write_text("code,name\nA,Tỉnh A\nB,Tỉnh B\n")
    return tmp_path


def run(*arguments, **environment):
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}
    return subprocess.run([THIDUA, "rules", *arguments], capture_output=True, text=True, env=env, check=False)


def test_a_real_process_scores_and_never_touches_django(place):
    done = run("score", "q.yaml", "--data", "d.json")
    assert (done.returncode, done.stdout.splitlines()[2].split()[:2]) == (0, ["1", "A"])
    assert done.stderr == "Kết quả tạm thời: còn số liệu chưa có hoặc cần quyết định.\n"
    code = (
        "import sys; from thidua.cli.rules import main; main(['score', 'q.yaml', '--data', 'd.json']);"
        "sys.exit('django' in sys.modules or 'numpy' in sys.modules or 'pyarrow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_it_starts_fast(place):
    start = time.monotonic()
    assert run("--help").returncode == 0
    assert time.monotonic() - start < 3


def test_a_closed_pipe_and_an_ascii_terminal_are_no_reason_for_a_traceback(place):
    piped = f"'{THIDUA}' rules explain q.yaml --data d.json --unit A | head -1"
    done = subprocess.run(["sh", "-c", piped], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert run("score", "q.yaml", "--data", "d.json", LANG="C", PYTHONIOENCODING="ascii").returncode == 0


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv", "r.json", "r.txt"])
def test_score_writes_once(place, capsys, name):
    assert main(["score", "q.yaml", "--data", "d.json", "--out", name]) == 0
    size = Path(name).stat().st_size
    assert main(["score", "q.yaml", "--data", "d.json", "--out", name]) == 1
    assert main(["score", "q.yaml", "--data", "d.json", "--out", name, "--force"]) == 0
    assert (
        capsys.readouterr().err
        == f"Đã ghi {name}.\nlỗi: Tệp {name} đã có; thêm --force để ghi đè.\nĐã ghi {name}.\n"
    )
    assert Path(name).stat().st_size == size


def test_template_goes_out_and_comes_home(place, capsys):
    out = ["--units", "units.csv", "--out", "form.xlsx"]
    assert main(["template", "q.yaml", *out, "--period", "Năm 2026", "--known", "d.json"]) == 0
    assert main(["score", "q.yaml", "--data", "form.xlsx", "--json"]) == 0
    units = {u["code"]: u["total"] for u in json.loads(capsys.readouterr().out)["units"]}
    assert units == {"A": "54.25", "B": "50.79"}
    assert main(["score", "new.yaml", "--data", "form.xlsx"]) == 2
    assert "của quy chế khác" in capsys.readouterr().err


def test_explain_opens_every_criterion(place, capsys):
    assert main(["explain", "q.yaml", "--data", "d.json", "--unit", "B"]) == 0
    text = capsys.readouterr().out
    assert "Tổng điểm 50,79, hạng 2" in text
    assert "1.1. Mở tài khoản: 15,54 / 20" in text
    assert main(["explain", "q.yaml", "--data", "d.json", "--unit", "B", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "Total 50,79, place 2" in english
    assert "Points = 20 × «Số tài khoản đã mở» ÷ «Tổng số người hưởng»." in english
    assert "The contents' points together. → 50,79" in english
    assert main(["explain", "q.yaml", "--data", "d.json", "--unit", "B", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["items"][0]["items"][0]["points"] == "15.54"
    assert main(["explain", "q.yaml", "--data", "d.json", "--unit", "Z"]) == 2
    assert capsys.readouterr().err == "Không có đơn vị Z. Các đơn vị: @C, A, B.\n"


def test_rehearse_tells_who_moves_and_by_which_criterion(place, capsys):
    assert main(["rehearse", "q.yaml", "new.yaml", "--data", "d.json"]) == 0
    assert "Không đơn vị nào đổi thứ hạng." in capsys.readouterr().out
    assert main(["rehearse", "q.yaml", "new.yaml", "--data", "d.json", "--json"]) == 0
    moves = json.loads(capsys.readouterr().out)["moves"]
    assert [(m["code"], m["new_total"]) for m in moves] == [("A", "44.25"), ("B", "40.79"), ("@C", "0")]


def test_check_tells_what_is_wrong_and_what_to_do(place, capsys):
    assert main(["check", "cantho_157/2025"]) == 1
    text = capsys.readouterr().out
    assert text.startswith(
        "lỗi: Mục 5.2: giá trị đúng 90 % nằm trong hai bậc, một bậc 2 điểm, một bậc 3 điểm."
        " (items[4].items[1].rule.tiers[2])\n  → Ghi rõ"
    )
    assert main(["check", "cantho_157/2025", "--json", "--lang", "en"]) == 1
    first = json.loads(capsys.readouterr().out)[0]
    assert {k: first[k] for k in ("severity", "code", "path")} == {
        "severity": "error",
        "code": "lint.tiers_overlap",
        "path": "items[4].items[1].rule.tiers[2]",
    }
    assert first["message"] and first["suggestion"]
    Path("bad.yaml").write_text(TEXT.replace("rule: {type: manual}", "rule: {type: manul}"))
    assert main(["check", "bad.yaml"]) == 1
    assert capsys.readouterr().out.startswith("lỗi: dòng ")
    Path("broken.yaml").write_text("a: [")
    assert main(["check", "broken.yaml"]) == 1
    assert main(["check", "none.yaml"]) == 2


def test_compare_tells_each_difference(place, capsys):
    assert main(["compare", "q.yaml", "q.yaml"]) == 0
    assert capsys.readouterr().out == "Hai quy chế giống nhau.\n"
    assert main(["compare", "q.yaml", "new.yaml"]) == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["Mục 1.2 “Đúng hạn”"]
    assert main(["compare", "q.yaml", "new.yaml", "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)
    assert [(c["kind"], c["subject"], c["new_id"], c["field"]) for c in changes] == [
        ("changed", "item", "1.2", "rule")
    ]


def test_group(place, capsys):
    assert main(["score", "q.yaml", "--data", "d.json", "--group", "Cụm 2"]) == 2
    assert capsys.readouterr().err == "Không có nhóm Cụm 2. Các nhóm: Cụm 1.\n"
    assert main(["score", "q.yaml", "--data", "d.json", "--group", "Cụm 1"]) == 0


def test_shipped_rulebooks_have_names(place, capsys):
    assert main(["list", "--json"]) == 0
    names = [r["id"] for r in json.loads(capsys.readouterr().out)]
    assert "cantho_157/2025" in names
    for lang, heads, kind in (
        ("vi", ["MÃ", "LOẠI", "TÊN"], "minh họa"),
        ("en", ["ID", "STATUS", "TITLE"], "illustrative"),
    ):
        assert main(["list", "--lang", lang]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].split() == heads
        assert kind in next(line for line in lines if line.startswith("demo_cluster/2021"))
    assert main(["template", "cantho_157/2025", "--units", "units.csv", "--out", "f.xlsx"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Sai cách dùng / usage error"),
        (["nothing"], 2, "invalid choice"),
        (["score", "q.yaml"], 2, "--data"),
        (["score", "no.yaml", "--data", "d.json"], 2, "Không có tệp hay quy chế mẫu no.yaml"),
        (["score", "a/b", "--data", "d.json"], 2, "Không có tệp hay quy chế mẫu a/b"),
        (["score", "../x/y", "--data", "d.json"], 2, "Không có tệp"),
        (["score", ".", "--data", "d.json"], 2, "Không có tệp"),
        (["score", "q.yaml", "--data", "none.csv"], 2, "Không mở được tệp none.csv"),
        (["score", "q.yaml", "--data", "."], 2, "lỗi: "),
        (["score", "q.yaml", "--data", "d.json", "--out", "x.docx"], 2, "Không ghi được loại tệp"),
        (["score", "q.yaml", "--data", "d.json", "--out", "no/x.csv"], 2, "Không ghi được tệp"),
        (["template", "q.yaml", "--units", "units.csv", "--out", "x.csv"], 2, "Không ghi được loại tệp"),
        (["template", "q.yaml", "--units", "d.json", "--out", "x.xlsx"], 1, "lỗi: "),
        (["score", "units.csv", "--data", "d.json"], 2, "lỗi: "),
        (["score", "q.yaml", "--data", "units.csv"], 0, ""),
    ],
)
def test_bad_input_gets_a_sentence_and_a_code(place, capsys, arguments, code, said):
    assert main(arguments) == code
    assert said in capsys.readouterr().err


def test_every_wrong_cell_is_told_and_nothing_written(place, capsys):
    Path("bad.csv").write_text('code,opened,people\nA,"1,234",5\nB,-3,"12,5"\n')
    assert main(["score", "q.yaml", "--data", "bad.csv", "--out", "r.csv"]) == 1
    assert [": ".join(line.split(": ")[:2]) for line in capsys.readouterr().err.splitlines()] == [
        "lỗi: dòng 2, cột 2",
        "lỗi: dòng 3, cột 2",
        "lỗi: dòng 3, cột 3",
    ]
    assert not Path("r.csv").exists()


def test_a_wrong_day_of_the_timeline_is_told_with_its_line(place, capsys):
    text = Path("q.yaml").read_text("utf-8").rstrip() + "\n"
    Path("d.yaml").write_text(text + "timeline: [{id: t, from: 2026-02-30, to: 2026-03-01}]\n", "utf-8")
    assert main(["check", "d.yaml"]) == 1
    line = len(text.splitlines()) + 1
    assert f"dòng {line} (timeline[0].from): “2026-02-30” không phải là ngày." in capsys.readouterr().out


def test_messages_follow_the_language(place, capsys, monkeypatch):
    assert main(["score", "q.yaml", "--data", "none.csv", "--lang", "en"]) == 2
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert main(["score", "q.yaml", "--data", "none.csv"]) == 2
    english = "error: The file none.csv cannot be opened: it is not there, or may not be read.\n"
    assert capsys.readouterr().err == english * 2


def help_pages():
    """The reference page: every command's `--help` as it is printed."""
    top = parser()
    commands = next(a for a in top._actions if a.dest == "command").choices
    pages = {"thidua rules": top, **{f"thidua rules {name}": c for name, c in commands.items()}}
    head = "# The command `thidua rules`\n\nGenerated from `--help`; a test compares.\n"
    return head + "".join(
        f"\n## `{name}`\n\n```text\n{page.format_help()}```\n" for name, page in pages.items()
    )


def test_reference_page_is_what_help_prints():
    if os.environ.get("WRITE_HELP_PAGES"):
        PAGE.write_text(help_pages())
    assert PAGE.read_text() == help_pages()


def test_a_result_is_not_written_over_what_it_is_made_of(place, capsys):
    before = Path("d.json").read_bytes()
    assert main(["score", "q.yaml", "--data", "d.json", "--out", "./d.json", "--force"]) == 2
    assert capsys.readouterr().err == "./d.json là tệp đang đọc; hãy ghi kết quả ra tệp khác.\n"
    assert Path("d.json").read_bytes() == before
