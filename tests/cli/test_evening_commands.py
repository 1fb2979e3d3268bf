"""`review`, `rhythm` and `letter` as processes, and a letter in a real browser."""

import json
import subprocess
from pathlib import Path

import pytest
from conftest import Run, paris
from needs import needs

from presence_tui.domain.clock import FixedClock
from presence_tui.domain.letter import html, markdown
from presence_tui.services.letters import Letters
from presence_tui.services.presence import Presence

DAY = ("--day", "2026-11-22")


@pytest.fixture
def lived(presence: Presence, clock: FixedClock) -> Presence:
    """A day with everything, also what is private."""
    presence.boundaries.start("logged-off", at="14:00")
    presence.boundaries.stop()
    presence.moments.log("dance <b>party</b> & *stars* @mia 10m", at="17:05")
    presence.gratitude.give("rain on the skylight", because="it was loud")
    presence.pages.write("a private page")
    card = presence.checkins.card()._replace(feeling="guilt", thought="a private thought")
    presence.checkins.save(card)
    presence.reviews.note(presence.today(), "the call")
    clock.set(paris(2025, 11, 22, 9, 0))
    presence.moments.log("first snow")
    clock.set(paris(2026, 11, 22, 17, 42))
    return presence


def test_a_review_without_a_terminal_is_text(lived: Presence, run: Run) -> None:
    text = run("review", *DAY).stdout
    for part in ("Sunday 22 November 2026", "rain on the skylight", "the call", "2025: first snow"):
        assert part in text
    assert "private" not in text
    assert json.loads(run("review", *DAY, "--json").stdout)["note"] == "the call"
    assert "22 November 2026" in run("review", "--week", *DAY).stdout
    assert "emergency number" in run("review", "--help").stdout


def test_a_rhythm_as_text_and_json(lived: Presence, run: Run) -> None:
    assert "There was time for home on Sunday." in run("rhythm", *DAY).stdout
    found = json.loads(run("rhythm", *DAY, "--month", "--json").stdout)
    assert (found["from"], found["to"], len(found["days"])) == ("2026-11-01", "2026-11-30", 30)
    assert found["days"][21] == {
        "day": "2026-11-22",
        "work_min": 0,
        "home_min": 222,
        "self_min": 0,
        "moments": 1,
    }
    assert found["people"] == {"mia": 1}
    assert "November" in run("rhythm", *DAY, "--year").stdout


def test_a_letter_keeps_words_as_words_and_private_ones_out(lived: Presence) -> None:
    letters = Letters(lived)
    letter = letters.gather("week", lived.today())
    text = markdown(letter)
    assert r"dance \<b\>party\</b\> & \*stars\*" in text
    assert "because it was loud" in text
    page = html(letter)
    assert "dance &lt;b&gt;party&lt;/b&gt; &amp; *stars*" in page
    assert "<b>" not in page
    assert "http" not in page
    for written in (text, page):
        assert "private" not in written
    named = markdown(letters.gather("week", lived.today(), ("cards", "pages")))
    assert "a private page" in named
    assert "a private thought" in named


def test_a_letter_as_a_file(lived: Presence, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "november.html"
    done = run("letter", *DAY, "--month", "--format", "html", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    wrong = run("letter", "--with", "secrets")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("A letter has no part 'secrets'; there are picture, kept,")


@needs("chromium")
def test_a_letter_in_a_browser(lived: Presence, tmp_path: Path) -> None:
    file, printed = tmp_path / "letter.html", tmp_path / "letter.pdf"
    file.write_text(html(Letters(lived).gather("month", lived.today())), "utf-8")
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    seen = subprocess.run(
        [*browser, profile, "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "November 2026</h1>" in seen.stdout
    assert "<circle" in seen.stdout
    subprocess.run(
        [*browser, profile, f"--print-to-pdf={printed}", file.as_uri()],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert printed.read_bytes().startswith(b"%PDF")
