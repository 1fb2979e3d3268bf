"""A line of words and what it means: a row for every sentence of the quick-entry rules."""

import unicodedata
from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presence_tui.domain.clock_words import Ago, Span, clock_span, clock_time
from presence_tui.domain.errors import WordsError
from presence_tui.domain.lengths import read_length
from presence_tui.domain.quick_entry import Draft, read_gratitude, read_moment
from presence_tui.domain.shown_entry import show_gratitude, show_moment
from presence_tui.domain.text import LONGEST


def reads(line: str) -> tuple[str, int | None]:
    """Text and minutes of a line."""
    draft = read_moment(line)
    return draft.text, draft.minutes


def test_the_line_of_the_manual() -> None:
    assert read_moment("10m dance party @mia #play") == Draft(
        "dance party", 10, ("mia",), ("play",), None
    )


# ── lengths ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("10m", 10),
        ("45min", 45),
        ("5 min", 5),
        ("5 mins", 5),
        ("1 minute", 1),
        ("7 minutes", 7),
        ("5minutes", 5),
        ("1h", 60),
        ("1hour", 60),
        ("1h30", 90),
        ("1h30m", 90),
        ("1h30min", 90),
        ("1h5", 65),
        ("0h5", 5),
        ("1.5h", 90),
        ("1,5h", 90),
        ("0,5 hours", 30),
        ("2 hours", 120),
        ("1 hour", 60),
        ("1 HOUR", 60),
        ("10M", 10),
        ("1H30M", 90),
        ("2.4m", 2),
        ("2.5m", 3),
        ("0.5m", 1),
        ("0.0084h", 1),
        pytest.param("1." + "9" * 5000 + "h", 120, id="many places"),
        ("1m", 1),
        ("24h", 1440),
        ("1440m", 1440),
        ("24h0", 1440),
        ("010m", 10),
    ],
)
def test_a_length_anywhere_in_the_line(said: str, minutes: int) -> None:
    assert reads(f"{said} tea") == ("tea", minutes)
    assert reads(f"tea {said}") == ("tea", minutes)
    assert reads(f"tea {said} outside") == ("tea outside", minutes)
    assert read_length(said) == minutes


@pytest.mark.parametrize(
    "said",
    [
        "900h",
        "0m",
        "0.4m",
        "0h",
        "0h0",
        "25h",
        "24h1",
        "1441m",
        "1h60",
        "1h99m",
        "1000 hours",
        pytest.param("9" * 5000 + "m", id="long number"),
        pytest.param("9" * 5000 + "h30", id="long hours"),
    ],
)
def test_a_length_that_cannot_be_is_said(said: str) -> None:
    with pytest.raises(WordsError, match="cannot be a length"):
        read_moment(f"tea {said}")
    with pytest.raises(WordsError, match="cannot be a length"):
        read_length(said)
    assert reads(f"tea \\{said}") == (f"tea {said}", None)
    assert reads(f"tea 5m {said}") == (f"tea {said}", 5)


@pytest.mark.parametrize(
    "line",
    [
        "5 m of rope",
        "5 h of sleep",
        "5  min of quiet",
        "5\nmin of quiet",
        "five min of quiet",
        "x10m",
        "10mx",
        "-10m",
        "(10m)",
        "10 minuten",
        "١٠m",
        "5. min",
        "5 min's worth",
        "h m min",
        "10",
        "1h30x",
        "1.5h30",
        "10m/day",
    ],
)
def test_what_only_looks_like_a_length_is_text(line: str) -> None:
    draft = read_moment(f"tea {line}")
    assert draft.minutes is None
    assert draft.text.split() == f"tea {line}".split()


def test_the_first_length_counts_and_later_ones_stay_text() -> None:
    assert reads("10m walk, 5 min rest, 1h home") == ("walk, 5 min rest, 1h home", 10)
    assert reads("read 10m 10m") == ("read 10m", 10)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("read for 45min", "read"),
        ("for 45min read", "read"),
        ("read For 45 min aloud", "read aloud"),
        ("read for 45min, aloud", "read, aloud"),
        ("read for\n45min", "read for"),
        ("read for, 45min", "read for,"),
        ("a gift for her 45min", "a gift for her"),
    ],
)
def test_a_length_takes_its_for_along(line: str, text: str) -> None:
    assert reads(line) == (text, 45)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("lunch outside 25m, sun on my face", "lunch outside, sun on my face"),
        ("lunch 25m. Then rain", "lunch. Then rain"),
        ("lunch 25 min… rain", "lunch… rain"),
        ("lunch @mia 25m.", "lunch."),
        ("25m, lunch", "lunch"),
        ("tea, 25m, sun", "tea, sun"),
        ("(lake) 25m, sun", "(lake), sun"),
        ("wow! 25m, sun", "wow! sun"),
        ("قهوة 25m، شمس", "قهوة، شمس"),
        ("お風呂 25m。", "お風呂。"),
    ],
)
def test_the_comma_behind_a_length_joins_the_word_before(line: str, text: str) -> None:
    assert reads(line) == (text, 25)


# ── times ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("at 7:40", Span(time(7, 40))),
        ("At 07:40", Span(time(7, 40))),
        ("at 7.40pm", Span(time(19, 40))),
        ("at 7:40PM", Span(time(19, 40))),
        ("at 7pm", Span(time(19))),
        ("at 12am", Span(time(0))),
        ("at 12pm", Span(time(12))),
        ("at 7.40", Span(time(7, 40))),
        ("at 0:00", Span(time(0))),
        ("at 23:59,", Span(time(23, 59))),
        ("at   7:40", Span(time(7, 40))),
        ("18:00-18:30", Span(time(18), time(18, 30))),
        ("18:00\u201318:30", Span(time(18), time(18, 30))),
        ("at 18:00-18:30", Span(time(18), time(18, 30))),
        ("6:00pm-6:30pm", Span(time(18), time(18, 30))),
        ("23:30-0:15", Span(time(23, 30), time(0, 15))),
        ("20 min ago", Ago(20)),
        ("20m ago", Ago(20)),
        ("2 hours ago", Ago(120)),
        ("1h30 Ago,", Ago(90)),
        ("1.5h  ago", Ago(90)),
    ],
)
def test_a_time_anywhere_in_the_line(said: str, when: Span | Ago) -> None:
    for line in (f"{said} tea", f"tea {said}", f"tea {said} outside"):
        draft = read_moment(line)
        assert (draft.when, draft.minutes) == (when, None)
        assert draft.text.replace(",", "") in ("tea", "tea outside")


@pytest.mark.parametrize(
    "line",
    [
        "7:40",
        "woke 7:40 again",
        "bread at 25.99",
        "bread at 7.99",
        "bread at 7.4",
        "at 7",
        "at",
        "at home",
        "at\n7:40",
        "at, 7:40",
        "look at 7 stars",
        "18:00 - 18:30",
        "18.00-18.30",
        "at 7:40:30",
        "ages ago",
        "20 min, ago",
        "ago 20",
        "3 days ago",
        "20 min\nago",
    ],
)
def test_what_only_looks_like_a_time_is_text(line: str) -> None:
    assert read_moment(f"tea {line}").when is None


@pytest.mark.parametrize("said", ["7:40", "25.99", "7.99", "7", "7.4"])
def test_a_bare_time_and_a_price_are_text(said: str) -> None:
    line = said if said == "7:40" else f"at {said}"
    assert read_moment(f"tea {line}") == Draft(f"tea {line}")


@pytest.mark.parametrize(
    "said",
    [
        "at 25:99",
        "at 24:00",
        "at 7:4",
        "at 7:60",
        "at 13pm",
        "at 0am",
        "at 25.99pm",
        "at 99:99",
        "25:00-26:00",
        "18:00-18:60",
        "at 13:00pm-14:00pm",
    ],
)
def test_a_time_that_cannot_be_is_said(said: str) -> None:
    with pytest.raises(WordsError, match="is no time of day"):
        read_moment(f"tea {said}")
    escaped = said.replace("at ", "at \\") if "at " in said else "\\" + said
    assert read_moment(f"tea {escaped}") == Draft(f"tea {said}")
    assert read_moment(f"tea \\{said}") == Draft(f"tea {said}")


def test_so_long_ago_that_it_cannot_be_is_said() -> None:
    with pytest.raises(WordsError, match="1 minute to 24 hours"):
        read_moment("tea 900 hours ago")


def test_a_range_beats_a_length_which_stays_text() -> None:
    assert read_moment("tea 10m 18:00-18:30") == Draft("tea 10m", when=Span(time(18), time(18, 30)))
    assert read_moment("tea 900h 18:00-18:30").text == "tea 900h"
    assert read_moment("tea for 10m, 18:00-18:30").text == "tea for 10m,"


def test_the_first_time_counts_and_later_ones_stay_text() -> None:
    assert read_moment("tea at 7:40 and at 8:00") == Draft(
        "tea and at 8:00", when=Span(time(7, 40))
    )
    assert read_moment("tea at 7:40 8:00-8:30 10m") == Draft(
        "tea 8:00-8:30", 10, when=Span(time(7, 40))
    )
    assert read_moment("tea at 7:40 at 25:99").text == "tea at 25:99"
    assert read_moment("tea 20 min ago at 7:40") == Draft("tea at 7:40", when=Ago(20))
    assert read_moment("tea at 7:40 20 min ago") == Draft("tea 20 min ago", when=Span(time(7, 40)))


def test_a_time_leaves_the_length_alone() -> None:
    assert read_moment("tea at 7:40 10m") == Draft("tea", 10, when=Span(time(7, 40)))
    assert read_moment("5 min tea 20 min ago") == Draft("tea", 5, when=Ago(20))
    assert read_moment("20 min ago tea 5 min") == Draft("tea", 5, when=Ago(20))


def test_what_is_said_elsewhere_wins_over_the_line() -> None:
    assert read_moment("tea at 7:40 10m", time_said=True) == Draft("tea at 7:40", 10)
    assert read_moment("tea 20 min ago", time_said=True) == Draft("tea 20 min ago")
    assert read_moment("tea at 25:99", time_said=True) == Draft("tea at 25:99")
    assert read_moment("tea 10m", time_said=True, length_said=True) == Draft("tea 10m")


def test_a_time_on_its_own_as_options_take_it() -> None:
    assert clock_time(" 7 pm ") == time(19)
    assert clock_span("18:00-18:30") == Span(time(18), time(18, 30))
    assert clock_span("7.40") == Span(time(7, 40))
    for wrong in ("", "7", "25:99", "soon", "7:4", "7:40-", "at 7:40", "24:00-25:00", "7:40\x1b"):
        with pytest.raises(WordsError, match="is no time of day"):
            clock_span(wrong)


# ── people and tags ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "text", "people", "tags"),
    [
        ("tea @mia", "tea", ("mia",), ()),
        ("@mia tea", "tea", ("mia",), ()),
        ("@mia #play tea @leo #out", "tea", ("mia", "leo"), ("play", "out")),
        ("tea @ana-lucía #phone-free", "tea", ("ana-lucía",), ("phone-free",)),
        ("tea @mia_2 #1", "tea", ("mia_2",), ("1",)),
        ("tea @ليلى #お風呂", "tea", ("ليلى",), ("お風呂",)),
        ("tea @Ana-Luci\u0301a", "tea", ("Ana-Lucía",), ()),
        ("tea @Mia @mia @MIA", "tea", ("Mia",), ()),
        ("tea @Straße @STRASSE", "tea", ("Straße",), ()),
        ("tea @ana\u0301 @aná", "tea", ("aná",), ()),
        ("walk with @mia to school", "walk with mia to school", ("mia",), ()),
        ("walk #slow home @leo", "walk slow home", ("leo",), ("slow",)),
        ("@mia's first tooth", "mia's first tooth", ("mia",), ()),
        ("tea with @mia, then @leo.", "tea with mia, then leo.", ("mia", "leo"), ()),
        ("tea @mia 10m @leo", "tea", ("mia", "leo"), ()),
        ("@mia 10m tea", "tea", ("mia",), ()),
        ("tea (with @mia)", "tea (with mia)", ("mia",), ()),
        ("tea @mia@leo", "tea mia@leo", ("mia",), ()),
        ("a@b.c and C# at home", "a@b.c and C# at home", (), ()),
        ("tea @ # @- #_ @\u0301 ##x @@x", "tea @ # @- #_ @\u0301 ##x @@x", (), ()),
        ("tea \u200e@mia", "tea \u200e@mia", (), ()),
    ],
)
def test_people_and_tags(
    line: str, text: str, people: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    for read in (read_moment, read_gratitude):
        if "10m" in line and read is read_gratitude:
            continue
        draft = read(line)
        assert (draft.text, draft.people, draft.tags) == (text, people, tags)


# ── backslashes, white space, text ────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"tea \10m", "tea 10m"),
        (r"tea \5 min", "tea 5 min"),
        (r"tea 5 \min", "tea 5 min"),
        (r"tea \for 5 min", "tea for 5 min"),
        (r"tea for \5 min", "tea for 5 min"),
        (r"tea \at 7:40", "tea at 7:40"),
        (r"tea at \7:40", "tea at 7:40"),
        (r"tea \at 18:00-18:30", "tea at 18:00-18:30"),
        (r"tea at \18:00-18:30", "tea at 18:00-18:30"),
        (r"tea \18:00-18:30", "tea 18:00-18:30"),
        (r"tea \20 min ago", "tea 20 min ago"),
        (r"tea 20 \min ago", "tea 20 min ago"),
        (r"tea \@mia", "tea @mia"),
        (r"\@mia \#play", "@mia #play"),
        (r"\@mia's tea", "@mia's tea"),
        (r"\10m, tea", "10m, tea"),
        (r"C:\temp \o/ \ tea", r"C:\temp \o/ \ tea"),
        (r"\\10m tea", r"\10m tea"),
        (r"\\@mia tea", r"\@mia tea"),
        (r"a\\b tea", r"a\b tea"),
        (r"\\ tea", "\\ tea"),
        (r"\\\\ tea", r"\\ tea"),
    ],
)
def test_a_backslash_makes_plain(line: str, text: str) -> None:
    assert read_moment(line) == Draft(text)


def test_a_backslash_inside_a_time_leaves_the_length_before_it() -> None:
    assert read_moment(r"5 min \ago tea") == Draft("ago tea", 5)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("  tea   on  the  roof ", "tea on the roof"),
        ("tea\t\ton\tthe roof", "tea on the roof"),
        ("tea 10m\non the roof", "tea\non the roof"),
        ("tea \n\n on the roof", "tea\n\non the roof"),
        ("tea\r\non\rthe\u2028roof", "tea\non\nthe\nroof"),
        ("10m\ntea", "tea"),
        ("tea\n@mia\n", "tea"),
        ("お茶\u3000屋根", "お茶\u3000屋根"),
    ],
)
def test_spaces_left_behind_collapse_and_newlines_stay(line: str, text: str) -> None:
    assert read_moment(line).text == text


@pytest.mark.parametrize(
    "text",
    [
        "[bold]nobody cried[/bold]",
        "[/b] and [@click=app.quit]x[/]",
        "👩\u200d👧\u200d👦 group hug",
        "بناء برج \u200fمن المكعبات",
        'he said "I want mama"; ran up — after.',
        "x = y < z && !w",
        "Ame\u0301lie",
    ],
)
def test_text_is_text(text: str) -> None:
    assert read_moment(f"10m {text} @leo") == Draft(text, 10, ("leo",))
    assert read_gratitude(f"{text} @leo") == Draft(text, None, ("leo",))


@pytest.mark.parametrize(
    "line",
    ["", "  ", "\n", "@mia #play", "10m", "10m, @mia", "at 7:40", "\x1b\x00", "\u200e\u200d"],
)
def test_an_entry_without_words_is_said(line: str) -> None:
    with pytest.raises(WordsError, match="no words for the moment"):
        read_moment(line)


def test_control_characters_never_get_in() -> None:
    assert read_moment("\x1b[31mred\x1b[0m \x07tea\x9b \u202eride @m\x00ia") == Draft(
        "[31mred[0m tea ride", None, ("mia",)
    )


def test_an_entry_holds_so_much() -> None:
    assert len(read_moment("x" * LONGEST + " 10m @mia").text) == LONGEST
    for line in ("x" * (LONGEST + 1), "x" * 1_000_000, "tea @x" + "y" * LONGEST):
        with pytest.raises(WordsError, match="holds up to 20,000"):
            read_moment(line)


def test_lengths_and_times_stay_text_in_gratitude() -> None:
    line = "for 10m at 7:40, 18:00-18:30, 900h, at 25:99, 20 min ago @mia"
    assert read_gratitude(line) == Draft(line.removesuffix(" @mia"), None, ("mia",))


def test_a_hostile_line_takes_no_longer_than_a_plain_one() -> None:
    for part in ("20 min ago ", "@a ", "at ", "for 1 ", "\\@a ", "18:00-18:30 "):
        line = "\\10m x " + part * (100_000 // len(part))
        try:
            read_moment(line)
        except WordsError as error:
            assert "holds up to" in str(error)


# ── the way back ──────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    [
        "at",
        "for",
        "ago",
        "5",
        "1.5",
        "min",
        "hours",
        "10m",
        "900h",
        "1h30",
        "7:40",
        "25:99",
        "7pm",
        "25.99",
        "18:00-18:30",
        "18:00–18:30",
        "@mia",
        "#play",
        "@mia's",
        "@",
        "#",
        "\\",
        "\\\\",
        "\\10m",
        "\\at",
        "\\@mia",
        "\\ago",
        "tea",
        ",",
        "10m,",
        "ago.",
        "@Mia",
        "é",
        "\u200e",
    ]
)
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\t", "\u3000", ""])
LINES = st.lists(st.tuples(PIECES, GAPS), max_size=12).map(lambda p: "".join(a + b for a, b in p))
TEXTS = LINES | st.text(max_size=40)
NAMES = st.lists(
    st.text(st.characters(categories=["L", "M", "Nd"], include_characters="_-"), min_size=1).filter(
        lambda n: any(c not in "_-" and unicodedata.category(c)[0] != "M" for c in n)
    ),
    max_size=3,
).map(tuple)


@given(TEXTS)
def test_any_line_is_read_or_refused_and_comes_back_the_same(line: str) -> None:
    for read, show in ((read_moment, _moment_words), (read_gratitude, _gratitude_words)):
        try:
            draft = read(line)
        except WordsError:
            continue
        shown = show(draft)
        assert read(shown) == draft._replace(when=None), shown
        assert show(read(shown)) == shown


def _moment_words(draft: Draft) -> str:
    return show_moment(draft.text, draft.minutes, draft.people, draft.tags)


def _gratitude_words(draft: Draft) -> str:
    return show_gratitude(draft.text, draft.people, draft.tags)


@given(TEXTS, st.none() | st.integers(1, 1440), NAMES, NAMES)
@example("ago", 5, (), ())
@example("at 18:00-18:30", None, (), ())
@example("for 5 min ago", None, ("min",), ())
@example("\\", 5, ("a",), ())
def test_any_record_is_shown_so_that_it_comes_back_the_same(
    text: str, minutes: int | None, people: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    record = _as_kept(text, minutes, people, tags)
    if record is None:
        return
    assert read_moment(_moment_words(record)) == record
    thanks = record._replace(minutes=None)
    assert read_gratitude(_gratitude_words(thanks)) == thanks


def _as_kept(
    text: str, minutes: int | None, people: tuple[str, ...], tags: tuple[str, ...]
) -> Draft | None:
    """These values as an entry holds them, reached by escaping everything by hand."""
    try:
        plain = read_gratitude("x " + " ".join([f"@{p}" for p in people] + [f"#{t}" for t in tags]))
        body = read_moment("\\@x " + text, time_said=True, length_said=True).text
    except WordsError:
        return None
    body = body.removeprefix("@x").strip()
    visible = any(not c.isspace() and unicodedata.category(c) != "Cf" for c in body)
    return Draft(body, minutes, plain.people, plain.tags) if visible else None


@given(
    st.text(),
    st.none() | st.integers(0, 10**9),
    st.lists(st.text()),
    st.lists(st.text()),
)
def test_what_another_program_kept_is_shown_as_something_that_can_be_read(
    text: str, minutes: int | None, people: list[str], tags: list[str]
) -> None:
    try:
        draft = read_moment(show_moment(text, minutes, people, tags))
    except WordsError as error:
        assert "no words" in str(error)
        return
    assert draft.minutes == (min(minutes, 1440) if minutes else None)


def test_a_name_that_cannot_be_typed_is_shown_as_one_that_can() -> None:
    assert show_moment("tea", 5000, ["ana lucia", "", "-"], ["a/b"]) == (
        "1440m tea @ana-lucia #a-b"
    )


def test_the_fullest_entry_comes_back() -> None:
    for line in ("a\\b" * (LONGEST // 3), "\\\\" * LONGEST, "x @a" + "b" * 19_000):
        draft = read_moment(line)
        assert read_moment(_moment_words(draft)) == draft


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        (Draft("dance party", 10, ("mia",), ("play",)), "10m dance party @mia #play"),
        (Draft("walk, 5 min rest", 10), "10m walk, 5 min rest"),
        (Draft("ago we danced", 10), r"10m \ago we danced"),
        (Draft("rain for 10m at 7:40"), r"rain \for 10m \at 7:40"),
        (Draft("@mia at 18:00-18:30"), r"\@mia \at 18:00-18:30"),
        (Draft(r"C:\temp"), r"C:\\temp"),
    ],
)
def test_what_is_shown_has_few_backslashes(draft: Draft, shown: str) -> None:
    assert _moment_words(draft) == shown
    assert read_moment(shown) == draft
