"""`export` and `import`, as a person types them."""

import json
from pathlib import Path

from conftest import Run


def test_out_and_in_from_the_shell(run: Run, tmp_path: Path) -> None:
    run("log", "10m dance @mia")
    run("thanks", "rain")
    file, sheets, diary = tmp_path / "all.json", tmp_path / "sheets", tmp_path / "diary"
    assert run("export", "-o", str(file)).returncode == 0
    assert "2 files written" in run("export", "--format", "csv", "-o", str(sheets)).stderr
    assert "1 file written" in run("export", "--format", "markdown", "-o", str(diary)).stderr
    other = {"PRESENCE_HOME": str(tmp_path / "other")}
    preview = run("import", str(file), "--preview", **other)
    assert preview.stdout == "1 moment, 1 gratitude to come in.\n"
    assert json.loads(run("export", **other).stdout)["moments"] == []
    assert run("import", str(file), **other).stdout == "1 moment, 1 gratitude taken in.\n"
    assert run("import", str(sheets), **other).stdout == "Nothing taken in; 2 here already.\n"
    exports = [json.loads(run("export", **home).stdout) for home in ({}, other)]
    assert [e.pop("exported_at") for e in exports]
    assert exports[0] == exports[1]
    assert run("undo", **other).returncode == 0
    assert json.loads(run("export", **other).stdout)["moments"] == []


def test_a_diary_goes_to_paper_and_keeps_its_days(run: Run) -> None:
    run("log", "lake", "--day", "2026-08-03")
    run("log", "hill", "--day", "2026-09-03")
    done = run("export", "--format", "markdown", "--since", "2026-09-01")
    assert done.stdout == "# September 2026\n\n## Thursday 3 September\n\n- hill\n"


def test_what_cannot_be_done_is_said(run: Run, tmp_path: Path) -> None:
    run("log", "x")
    assert "say -o FOLDER" in run("export", "--format", "csv").stderr
    private = run("export", "--private")
    assert "is for markdown" in private.stderr
    assert private.returncode == 2
    assert "lies before" in run("export", "--since", "2026-02-01", "--until", "2026-01-01").stderr
    assert "There is no file" in run("import", str(tmp_path / "none")).stderr
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    done = run("import", str(tmp_path / "x.csv"))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_json_loses_nothing_where_stdout_is_not_utf_8(run: Run) -> None:
    run("log", "soirée 雨 🌧")
    done = run("export", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["moments"][0]["text"] == "soirée 雨 🌧"


def test_skipped_rows_are_listed(run: Run, tmp_path: Path) -> None:
    run("log", "x")
    file = tmp_path / "all.json"
    export = json.loads(run("export").stdout)
    export["moments"].append({"id": "odd"})
    file.write_text(json.dumps(export, indent=1))
    done = run("import", str(file))
    line = next(n for n, t in enumerate(file.read_text().split("\n"), 1) if '"odd"' in t) - 1
    assert f"all.json, line {line}: " in done.stderr
    assert done.stdout == "Nothing taken in; 1 here already; 1 skipped.\n"
