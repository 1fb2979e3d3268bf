"""Themes: found wherever presence is installed, readable, and never a crash."""

import ast
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screen import Seen, opened
from textual.color import Color

from presence_tui.domain.errors import SettingsError
from presence_tui.domain.few_colours import FIXED
from presence_tui.domain.settings import Settings
from presence_tui.domain.theme import (
    FIELDS,
    READABLE,
    SHIPPED,
    VARIABLES,
    contrast,
    read_theme,
    texts,
)
from presence_tui.services.presence import Presence, open_presence
from presence_tui.store.theme_files import shipped_themes
from presence_tui.ui.glyphs import TABLE, wants_ascii
from presence_tui.ui.themes import ink_of, textual_theme

ROOT = Path(__file__).parent.parent.parent
SHORT = """
foreground = "#eeeeee"
background = "#111111"
surface = "#222222"
accent = "#ee9480"
error = "#f4947c"
[variables]
muted = "#bbbbbb"
rule = "#444444"
work = "#86abc6"
home = "#f0b362"
self = "#cfd9a3"
lamp-work = "#1e2c39"
lamp-home = "#3b2c1a"
lamp-self = "#2b2e1e"
"""


def own_theme(home: Path, text: str, name: str = "mine") -> Path:
    """A theme of one's own, in its place."""
    file = home / "themes" / f"{name}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


# ── those that are shipped ───────────────────────────────────────────────────


def test_six_are_shipped_and_sound(presence: Presence) -> None:
    assert sorted(file.stem for file in shipped_themes().glob("*.toml")) == sorted(SHIPPED)
    for name in SHIPPED:
        theme = presence.themes.load(name)
        assert theme.faint == ()
        made = textual_theme(theme)
        made.to_color_system().generate()
        ink_of(made)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_can_be_read_on_all_it_lies_on(presence: Presence, name: str) -> None:
    measured = list(texts(presence.themes.load(name)))
    assert len(measured) == (0 if name == "terminal" else 4 * 5 + 3 * 3)
    for text, page, found in measured:
        assert found >= READABLE, (text, page, found)


@pytest.mark.parametrize("name", [n for n in SHIPPED if n != "terminal"])
def test_what_is_typed_and_marked_can_be_read(presence: Presence, name: str) -> None:
    more = presence.themes.load(name).variables
    for text, page in (
        ("input-cursor-foreground", "input-cursor-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("footer-description-foreground", "footer-background"),
    ):
        assert contrast(more[text], more[page]) >= READABLE, (text, page)


def test_the_terminals_own_theme_says_nothing_by_colour_on_colour(presence: Presence) -> None:
    theme = presence.themes.load("terminal")
    known = {**theme.colours, **theme.variables}
    pages = ("background", "surface", "panel", "lamp-work", "lamp-home", "lamp-self")
    assert {known[p] for p in (*pages, "foreground", "muted")} == {"ansi_default"}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1a1613", "#1a1613") == 1


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_contrast_agrees_with_textuals_brightness(one: int, other: int) -> None:
    a, b = f"#{one:06x}", f"#{other:06x}"
    assert contrast(a, b) == contrast(b, a)
    assert 1 <= contrast(a, b) <= 21.0001
    Color.parse(a)


# ── where they are found ─────────────────────────────────────────────────────


def test_a_wheel_carries_them(tmp_path: Path) -> None:
    built = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps"),
            *("--no-build-isolation", "-q", "-w", str(tmp_path)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode and "hatchling" in built.stderr:
        pytest.skip("needs hatchling")
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    place = tmp_path / "installed"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "-q"),
            *("--target", str(place), str(wheel)),
        ],
        check=True,
    )
    assert found_from(place) == str(place / "presence_tui" / "themes")


def test_a_checkout_and_an_editable_install_find_the_same(tmp_path: Path) -> None:
    assert found_from(ROOT) == str(ROOT / "themes")
    # An editable install is a line in a .pth file that names the checkout.
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    (site,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    (site / "presence.pth").write_text(f"{ROOT}\n")
    assert found_from(tmp_path, str(python), path="") == str(ROOT / "themes")


def found_from(place: Path, python: str = sys.executable, path: str | None = None) -> str:
    """The folder of themes that a process finds which loads presence from `place`."""
    code = "from presence_tui.store.theme_files import shipped_themes as s; print(s())"
    done = subprocess.run(
        [python, "-c", code],
        cwd="/",
        env={"PYTHONPATH": str(place) if path is None else path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# ── one's own ────────────────────────────────────────────────────────────────


def test_a_short_theme_is_whole(home: Path, presence: Presence) -> None:
    own_theme(home, SHORT)
    theme = presence.themes.load("mine")
    assert presence.themes.names() == (*SHIPPED, "mine")
    assert theme.colours["primary"] == theme.variables["home"]
    assert set(theme.variables) >= set(presence.themes.load("lamplight").variables)
    textual_theme(theme).to_color_system().generate()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("surface", "surfce", "there is no field 'surfce'; perhaps surface is meant; there are fo"),
        ("muted =", "mutde =", "there is no variable 'mutde'; perhaps muted is meant; there are "),
        (
            '"#222222"',
            '"greenish"',
            "surface is 'greenish'; allowed is a colour such as",
        ),
        ('"#222222"', "7", "surface is 7; allowed is a colour"),
        ('"#222222"', '"#22"', "surface is '#22'; allowed is a colour"),
        ('"#222222"', '"ansi_red"', "surface is 'ansi_red'; allowed is a colour"),
        ('"#bbbbbb"', '"dim"', "muted is 'dim'; allowed is a colour"),
        ('surface = "#222222"', "", 'surface is missing; give a colour such as "#ece0d0".'),
        ('rule = "#444444"', "", "rule is missing under [variables]; give a colour"),
        ("[variables]", "dark = 1\n[variables]", "dark is 1; allowed is true or false."),
        ("[variables]", "variables = 3\n[x]", "there is no field 'x'; there are"),
        (
            "[variables]",
            '[variables]\ninput-cursor-text-style = "blink"',
            "input-cursor-text-style is 'blink'; allowed are words of none, bold",
        ),
    ],
)
def test_a_broken_theme_is_one_sentence_and_the_default_opens(
    home: Path, presence: Presence, old: str, new: str, says: str
) -> None:
    assert old in SHORT
    file = own_theme(home, SHORT.replace(old, new, 1))
    presence.settings = Settings(theme="mine")
    theme, (sentence,) = presence.themes.chosen()
    assert sentence.startswith(f"{file}: {says}"), sentence
    assert sentence.endswith("The theme lamplight is used.")
    assert len(sentence.splitlines()) == 1
    assert theme.name == "lamplight"


@pytest.mark.parametrize("raw", [b"a = [", b"\xff\xfe", b"[" * 5000])
def test_what_is_no_toml_is_a_sentence(home: Path, presence: Presence, raw: bytes) -> None:
    own_theme(home, "").write_bytes(raw)
    with pytest.raises(SettingsError, match=r"mine\.toml is not valid TOML"):
        presence.themes.load("mine")


def test_an_unknown_theme_is_named_with_those_there_are(home: Path, presence: Presence) -> None:
    for name in ("moonshine", "../../etc/passwd", "a b", "\x00"):
        presence.settings = Settings(theme=name)
        theme, (sentence,) = presence.themes.chosen()
        assert theme.name == "lamplight"
        assert f"theme is {name!r}; allowed are lamplight, paper, ember, clear" in sentence


def test_a_faint_theme_is_used_and_said(home: Path, presence: Presence) -> None:
    own_theme(home, SHORT.replace('"#bbbbbb"', '"#666666"'))
    presence.settings = Settings(theme="mine")
    theme, problems = presence.themes.chosen()
    assert theme.name == "mine"
    assert "muted on background has a contrast of 3.3:1 and is hard to read" in problems[0]


@given(
    st.dictionaries(
        st.sampled_from(FIELDS) | st.text(max_size=4),
        st.sampled_from(["#123", "#zzz", "red", 3, True, {}, {"muted": "#111111"}])
        | st.dictionaries(st.sampled_from(VARIABLES), st.text(max_size=7), max_size=3),
    )
)
def test_any_change_to_a_theme_is_a_theme_or_one_sentence(change: dict[str, object]) -> None:
    table = {**tomllib.loads(SHORT), **change}
    try:
        theme = read_theme("mine", table, "mine.toml")
    except SettingsError as error:
        assert str(error).startswith("mine.toml: ")
        assert len(str(error).splitlines()) == 1
    else:
        textual_theme(theme).to_color_system().generate()


# ── on the screen ────────────────────────────────────────────────────────────


async def test_a_broken_theme_is_a_kind_toast(home: Path, presence: Presence) -> None:
    file = own_theme(home, SHORT.replace("#222222", "greenish"))
    presence.settings = Settings(theme="mine")
    async with opened(presence) as seen:
        (note,) = seen.app._notifications
        assert note.message.startswith(f"{file}: surface is 'greenish'")
        assert seen.app.current_theme.name == "lamplight"


async def test_every_part_is_drawn_in_the_theme_that_is_on(presence: Presence) -> None:
    presence.moments.log("20m breakfast @mia at 7:40")
    presence.gratitude.give("rain")
    async with opened(presence) as seen:
        for name in (*SHIPPED, "lamplight"):
            seen.app.wear(presence.themes.load(name))
            await seen.settle()
            wanted = {style.color for style in seen.dashboard.ink[:9]}
            for strip in seen.app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if text.strip() and style and style.color:
                        assert style.color in wanted, (name, text, style)


@pytest.mark.parametrize("keys", [(), ("b",), ("question_mark",), ("m", "9", "x"), ("E",), ("u",)])
async def test_on_256_colours_every_cell_is_in_a_fixed_one(
    presence: Presence, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "256")
    presence.moments.log("20m breakfast @mia at 7:40")
    presence.boundaries.start("logged-off", until="20:00")
    for name in ("lamplight", "paper", "ember"):
        presence.settings = Settings(theme=name)
        async with opened(presence, (80, 24)) as seen:
            await seen.press(*keys)
            page = seen.dashboard.ink.background.hex.lower()
            numbers = set()
            for strip in seen.app.screen._compositor.render_strips():
                for _, style, _ in strip:
                    for colour in (style.color, style.bgcolor) if style else ():
                        if colour is not None:
                            assert colour.type.name == "EIGHT_BIT", (name, colour)
                            numbers.add(colour.number)
            if not keys:
                assert {FIXED[page], FIXED[seen.app.current_theme.surface or ""]} <= numbers


async def test_the_cursors_row_is_seen_without_colour(presence: Presence) -> None:
    presence.moments.log("20m breakfast @mia at 7:40")
    presence.moments.log("dance party at 8:40")
    presence.settings = Settings(theme="terminal")
    async with opened(presence) as seen:
        strips = seen.app.screen._compositor.render_strips()
        (row,) = (s for s in strips if "dance party" in s.text)
        (other,) = (s for s in strips if "breakfast" in s.text)
        assert "▌" in row.text
        assert all(style.bold for text, style, _ in row.crop(0, 40) if text.strip() and style)
        assert not any(style.bold for text, style, _ in other.crop(0, 40) if text.strip() and style)


async def test_choosing_shows_each_and_escape_goes_back(home: Path, presence: Presence) -> None:
    own_theme(home, SHORT)
    own_theme(home, "x", "odd")
    async with opened(presence) as seen:
        await choose(seen)
        await seen.press("down", "j")
        assert seen.app.current_theme.name == "ember"
        assert seen.dashboard.ink.background == Color.parse("#090604")
        await seen.press("end")
        assert "is not valid TOML" in " ".join(seen.text().split())
        await seen.press("enter")
        assert seen.app.screen is not seen.dashboard
        await seen.press("escape")
        assert seen.app.current_theme.name == "lamplight"
        assert seen.dashboard.ink.background == Color.parse("#1a1613")
    assert not (home / "config.toml").exists()


async def test_a_choice_is_written_and_comments_stay(home: Path, presence: Presence) -> None:
    home.mkdir()
    file = home / "config.toml"
    file.write_text('# mine\nday_ends = "04:00"  # late\n\n[presets.walk]\nside = "self"  # dog\n')
    presence = open_presence(presence.clock)
    async with opened(presence) as seen:
        await choose(seen)
        await seen.press("down", "enter")
        await seen.tick()
        assert seen.app.current_theme.name == "paper"
    assert file.read_text() == (
        '# mine\nday_ends = "04:00"  # late\ntheme = "paper"\n\n'
        '[presets.walk]\nside = "self"  # dog\n'
    )
    assert open_presence().settings.theme == "paper"


async def choose(seen: Seen) -> None:
    """Opens the chooser as the palette does."""
    from presence_tui.ui.commands import perform

    await perform(seen.dashboard, "theme")
    await seen.settle()


async def test_settings_take_effect_while_it_is_open(home: Path, presence: Presence) -> None:
    home.mkdir()
    file = home / "config.toml"
    async with opened(presence) as seen:
        file.write_text('theme = "paper"\nglyphs = "ascii"\n[keys]\nmoment = "a"\n')
        await seen.tick()
        assert seen.app.current_theme.name == "paper"
        assert "Moments -----" in seen.text()
        assert "a moment" in seen.rows()[-1]
        file.write_text('theme = "paper"\nglyphs = "unicode"\nday_ends = "25:00"\n')
        await seen.tick()
        assert "Moments ─────" in seen.text()
        assert "m moment" in seen.rows()[-1]
        (note,) = seen.app._notifications
        assert note.message.startswith(f"{file}, line 3: day_ends is '25:00'; allowed is ")
        file.unlink()
        await seen.tick()
        assert seen.app.current_theme.name == "lamplight"


async def test_a_theme_of_ones_own_is_followed_while_it_is_changed(
    home: Path, presence: Presence
) -> None:
    own_theme(home, SHORT)
    presence.settings = Settings(theme="mine")
    async with opened(presence) as seen:
        own_theme(home, SHORT.replace("#111111", "#010203"))
        (home / "config.toml").write_text('theme = "mine"\n')
        await seen.tick()
        assert seen.dashboard.ink.background == Color.parse("#010203")
        own_theme(home, SHORT.replace("#111111", "#0000aa"))
        await seen.tick()
        assert seen.dashboard.ink.background == Color.parse("#0000aa")


async def test_in_ascii_nothing_but_words_of_ones_own_is_beyond_it(presence: Presence) -> None:
    presence.settings = Settings(glyphs="ascii")
    presence.moments.log("20m breakfast @mia at 7:40")
    presence.boundaries.start("logged-off", until="20:00")
    for size in ((120, 36), (80, 24), (40, 20), (30, 10)):
        async with opened(presence, size) as seen:
            assert seen.text().isascii(), [r for r in seen.rows() if not r.isascii()]
            assert "0 min" in seen.text()
            await seen.press("question_mark")
            assert seen.text().isascii(), [r for r in seen.rows() if not r.isascii()]


def test_every_mark_of_ours_has_one_in_ascii() -> None:
    missing = set()
    for file in (ROOT / "presence_tui" / "ui").rglob("*.py"):
        if file.name == "moon.py":
            # It is drawn in ASCII of its own.
            continue
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        missing |= {
            (file.name, node.value)
            for node in nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and not node.value.translate(TABLE).isascii()
        }
    assert missing == set()


def test_a_bare_console_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not wants_ascii("auto")
    assert wants_ascii("ascii")
    monkeypatch.setenv("TERM", "linux")
    assert wants_ascii("auto")
    assert not wants_ascii("unicode")
