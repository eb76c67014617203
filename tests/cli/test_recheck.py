"""A published ranking is computed anew from its downloaded file alone, and every change is told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.sample import TEXT
from tests.rules.test_tables_results import DATA
from thidua.cli.rules import main
from thidua.rules import (
    RANKING_FORMAT,
    data_as_json,
    data_from_json,
    parse_rulebook,
    ranking_digest,
    recheck,
    result_as_json,
    score,
)

HOLDS = "Tính lại từ đầu: kết quả trùng khớp từng chữ số.\n"


def published():
    """What the site offers for download."""
    rulebook = parse_rulebook(TEXT)
    inputs, result = data_as_json(DATA), result_as_json(score(rulebook, DATA))
    return {
        "format": RANKING_FORMAT,
        "edition": {"digest": rulebook.digest, "text": TEXT},
        "inputs": inputs,
        "result": result,
        "digest": ranking_digest(rulebook.digest, inputs, result),
    }


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    monkeypatch.chdir(tmp_path)
    path = Path("xep-hang.json")
    path.write_text(json.dumps(published()))
    return path


def change(file, do):
    content = json.loads(file.read_text())
    do(content)
    file.write_text(json.dumps(content))


def test_an_honest_file_holds(file, capsys):
    assert main(["recheck", "xep-hang.json"]) == 0
    said = capsys.readouterr()
    assert said.out.endswith(f"Mã kiểm tra: {published()['digest']}\n{HOLDS}")
    assert said.err == ""


def test_a_points_total_changed_by_hand_is_named(file, capsys):
    change(file, lambda c: c["result"]["units"][0].update(total="99"))
    assert main(["recheck", "xep-hang.json"]) == 1
    said = capsys.readouterr()
    unit = published()["result"]["units"][0]["code"]
    assert said.err.splitlines() == [
        "Nội dung tệp không đúng với mã kiểm tra: tệp đã bị sửa.",
        f"Tính lại ra kết quả khác ở: {unit}.",
    ]
    assert HOLDS not in said.out


def test_a_rulebook_changed_by_hand_is_named(file):
    change(file, lambda c: c["edition"].update(text=TEXT.replace("value: 95%", "value: 96%")))
    found = recheck(json.loads(file.read_text()))
    assert (found.edition, found.digest, found.holds) == (False, True, False)


def test_an_input_changed_with_a_matching_digest_is_still_found(file, capsys):
    """The digest can be made anew by whoever changes the file, the result cannot."""

    def do(content):
        unit = content["inputs"]["units"][0]
        unit["marks"] = {"2.1": {"self": "0"}}
        content["digest"] = ranking_digest(content["edition"]["digest"], content["inputs"], content["result"])

    change(file, do)
    assert main(["recheck", "xep-hang.json", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"], told["digest"], told["changed"]) == (
        False,
        True,
        [published()["inputs"]["units"][0]["code"]],
    )


def test_parts_are_files_that_the_other_commands_read(file, capsys):
    assert main(["recheck", "xep-hang.json", "--parts", "phan"]) == 0
    assert data_from_json(json.loads(Path("phan/data.json").read_text())) == data_from_json(
        data_as_json(DATA)
    )
    assert main(["score", "phan/rulebook.yaml", "--data", "phan/data.json"]) == 0
    assert main(["explain", "phan/rulebook.yaml", "--data", "phan/data.json", "--unit", "A"]) == 0
    capsys.readouterr()
    assert main(["recheck", "xep-hang.json", "--parts", "phan"]) == 1, "nothing is replaced"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "thidua-ranking/1"}', '{"format": "x"}'])
def test_another_file_is_refused_in_one_sentence(file, capsys, text):
    file.write_text(text)
    assert main(["recheck", "xep-hang.json"]) == 2
    assert capsys.readouterr().err == "Tệp xep-hang.json không phải bảng xếp hạng tải về từ Thi đua.\n"


def test_it_needs_no_django(file):
    code = (
        "import sys; from thidua.cli.rules import main; main(['recheck', 'xep-hang.json']);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
