"""Settings: each wrong value costs one sentence and only itself."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_tui.domain.presets import PRESETS, Preset
from presence_tui.domain.settings import Settings
from presence_tui.domain.settings_table import SETTINGS, read_settings

PLACE = "/home/ana/config.toml"
GOOD: dict[str, Any] = {
    "day_ends": "04:30",
    "zone": "Europe/Paris",
    "journal_folder": "~/Sync/journal",
    "presets": {"walk": {"name": "Walk with the dog", "side": "self", "minutes": 20}},
}


def test_nothing_set_is_the_defaults() -> None:
    assert read_settings({}, PLACE) == (Settings(), ())
    assert Settings().day_ends == time(3)
    assert [(p.key, p.side, p.minutes) for p in PRESETS] == [
        ("all-in", "work", None),
        ("logged-off", "home", None),
        ("bedtime", "home", 30),
        ("outside", "self", 5),
        ("rest", "self", 20),
    ]


def test_everything_set_is_read() -> None:
    settings, problems = read_settings(GOOD, PLACE)
    assert problems == ()
    assert settings.day_ends == time(4, 30)
    assert (settings.zone, settings.journal_folder) == ("Europe/Paris", "~/Sync/journal")
    assert settings.presets == (*PRESETS, Preset("walk", "Walk with the dog", "self", 20))


@pytest.mark.parametrize(
    ("said", "meant"),
    [("00:00", time(0)), ("12:00", time(12)), ("4am", time(4)), (time(4, 30, 15), time(4, 30))],
)
def test_the_end_of_the_day(said: object, meant: time) -> None:
    assert read_settings({"day_ends": said}, PLACE) == (Settings(day_ends=meant), ())


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("day_ends", "25:99", 'a time from "00:00" to "12:00"'),
        ("day_ends", "12:01", 'a time from "00:00" to "12:00"'),
        ("day_ends", time(12, 0, 1), 'a time from "00:00" to "12:00"'),
        ("day_ends", 3, 'a time from "00:00" to "12:00"'),
        ("day_ends", True, 'a time from "00:00" to "12:00"'),
        ("zone", "Mars/Base", 'a time zone such as "Europe/Paris"'),
        ("zone", "", 'a time zone such as "Europe/Paris"'),
        ("zone", "../../etc/passwd", 'a time zone such as "Europe/Paris"'),
        ("zone", "Europe", 'a time zone such as "Europe/Paris"'),
        ("zone", "\x00", 'a time zone such as "Europe/Paris"'),
        ("zone", 1, 'a time zone such as "Europe/Paris"'),
        ("journal_folder", "  ", 'a folder such as "~/Sync/journal"'),
        ("journal_folder", "a\x00b", 'a folder such as "~/Sync/journal"'),
        ("journal_folder", ["x"], 'a folder such as "~/Sync/journal"'),
        ("presets", "walk", "a table such as [presets.walk]"),
        ("theme", 3, 'the name of a theme such as "lamplight"'),
        ("theme", " ", 'the name of a theme such as "lamplight"'),
        ("glyphs", "fancy", '"auto", "unicode" or "ascii"'),
        ("glyphs", ["ascii"], '"auto", "unicode" or "ascii"'),
        ("keys", "m", "a table such as [keys]"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_the_rest_still_works(
    name: str, value: object, allowed: str
) -> None:
    settings, problems = read_settings({**GOOD, name: value}, PLACE)
    (sentence,) = problems
    assert sentence.startswith(f"{PLACE}: {name} is {value!r}; allowed is {allowed}.")
    good, _ = read_settings(GOOD, PLACE)
    assert settings == good._replace(**{name: getattr(Settings(), name)})


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("name", "", "a few words"),
        ("name", " \x1b ", "a few words"),
        ("name", 5, "a few words"),
        ("side", "moon", "work or home or self"),
        ("side", ["work"], "work or home or self"),
        ("minutes", 0, "a whole number from 1 to 1440"),
        ("minutes", 1441, "a whole number from 1 to 1440"),
        ("minutes", 1.5, "a whole number from 1 to 1440"),
        ("minutes", True, "a whole number from 1 to 1440"),
        ("minutes", "20", "a whole number from 1 to 1440"),
        ("until", "25:00", 'a time such as "20:00"'),
        ("until", 20, 'a time such as "20:00"'),
        ("colour", "red", "one of the fields name, side, minutes, until"),
    ],
)
def test_a_wrong_field_of_a_preset_is_one_sentence(field: str, value: object, allowed: str) -> None:
    settings, problems = read_settings({"presets": {"bedtime": {field: value}}}, PLACE)
    (sentence,) = problems
    wanted = f"{PLACE}: presets.bedtime.{field} is {value!r}; allowed is {allowed}"
    assert sentence.removesuffix(".").startswith(wanted)
    assert settings == Settings()


def test_keys_are_a_key_or_a_list_of_keys() -> None:
    said = {"moment": "z", "undo": ["u", "ctrl+z", "u"], "help": 3, "leave": [], "pause": [""]}
    settings, problems = read_settings({"keys": said}, PLACE)
    assert settings.keys == (("moment", ("z",)), ("undo", ("u", "ctrl+z")))
    assert [p.split(";")[0] for p in problems] == [
        f"{PLACE}: keys.help is 3",
        f"{PLACE}: keys.leave is []",
        f"{PLACE}: keys.pause is ['']",
    ]


def test_an_unknown_setting_is_named_with_those_there_are() -> None:
    settings, problems = read_settings({"color\x1b": 1, **GOOD}, PLACE)
    (sentence,) = problems
    assert sentence.startswith(f"{PLACE}: there is no setting 'color'; there are day_ends, zone, ")
    assert all(setting.name in sentence for setting in SETTINGS)
    assert "presets" in sentence
    assert settings == read_settings(GOOD, PLACE)[0]


def test_a_preset_may_change_a_shipped_one_in_part() -> None:
    table = {"presets": {"bedtime": {"minutes": 45}, "all-in": {"name": "Deep work"}}}
    settings, problems = read_settings(table, PLACE)
    assert problems == ()
    assert settings.preset("BEDTIME") == PRESETS[2]._replace(minutes=45)
    assert settings.preset("deep  Work") == PRESETS[0]._replace(name="Deep work")
    assert settings.preset("All in at work") is None
    assert len(settings.presets) == len(PRESETS)


def test_an_end_takes_the_place_of_a_length_and_the_other_way_round() -> None:
    settings, problems = read_settings({"presets": {"bedtime": {"until": "20:15"}}}, PLACE)
    assert problems == ()
    assert settings.preset("bedtime") == PRESETS[2]._replace(minutes=None, until=time(20, 15))


@pytest.mark.parametrize("order", [("minutes", "until"), ("until", "minutes")])
def test_a_length_and_an_end_together_are_one_sentence_and_neither_is_used(
    order: tuple[str, str],
) -> None:
    both = {"minutes": 45, "until": "20:00"}
    fields = {name: both[name] for name in order}
    settings, problems = read_settings({"presets": {"bedtime": fields, "nap": fields}}, PLACE)
    assert [p.split(";")[0] for p in problems] == [
        f"{PLACE}: presets.bedtime has both minutes and until",
        f"{PLACE}: presets.nap has both minutes and until",
    ]
    assert settings.preset("bedtime") == PRESETS[2]
    assert settings.preset("nap") == Preset("nap", "nap", "home")


@pytest.mark.parametrize(
    ("table", "key", "kept"),
    [
        ({"mine": {"name": "phone-free BEDTIME"}}, "mine", None),
        ({"mine": {"name": "bedtime"}}, "mine", None),
        ({"Bedtime": {"side": "self"}}, "Bedtime", None),
        ({"rest": {"name": "Outside"}}, "rest", PRESETS[4]),
        ({"a": {"name": "Walk"}, "b": {"name": "walk"}}, "b", None),
    ],
)
def test_two_presets_never_answer_to_one_name(
    table: dict[str, Any], key: str, kept: Preset | None
) -> None:
    settings, problems = read_settings({"presets": table}, PLACE)
    (sentence,) = problems
    assert sentence.startswith(f"{PLACE}: presets.{key} has the name ")
    assert {p.key: p for p in settings.presets}.get(key) == kept
    assert set(PRESETS) <= set(settings.presets)


def test_a_name_given_up_is_free_whichever_comes_first() -> None:
    table = {"mine": {"name": "Phone-free bedtime"}, "bedtime": {"name": "Night"}}
    settings, problems = read_settings({"presets": table}, PLACE)
    assert problems == ()
    assert settings.preset("phone-free bedtime") == Preset("mine", "Phone-free bedtime", "home")


def test_white_space_around_a_key_is_not_part_of_it() -> None:
    settings, problems = read_settings({"presets": {" walk\t": {"name": "Round the lake"}}}, PLACE)
    assert problems == ()
    assert settings.preset("walk") == Preset("walk", "Round the lake", "home")


def test_a_preset_without_a_name_or_without_a_table_is_left_out() -> None:
    table = {" ": {"side": "self"}, "nap": 20, "walk": {"side": "self"}}
    settings, problems = read_settings({"presets": table}, PLACE)
    assert len(problems) == 2
    assert "presets.nap is 20; allowed is a table" in problems[1]
    assert settings.presets == (*PRESETS, Preset("walk", "walk", "self"))


VALUES = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.times()
    | st.sampled_from(["20:00", "walk", "work"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMED = [*(setting.name for setting in SETTINGS), "keys", "week", "plans"]
NAMES = st.sampled_from(NAMED) | st.text(max_size=5)
FIELDS = st.sampled_from(["name", "side", "minutes", "until"]) | st.text(max_size=5)
TABLES = st.dictionaries(NAMES, VALUES, max_size=4)
PRESET_TABLES = st.dictionaries(
    st.sampled_from(["bedtime", "walk", "Walk", ""]) | st.text(max_size=3),
    st.dictionaries(FIELDS, VALUES, max_size=4) | VALUES,
    max_size=4,
)


@given(TABLES, PRESET_TABLES)
def test_any_table_gives_settings_that_work_and_single_lines(
    table: dict[str, Any], presets: dict[str, Any]
) -> None:
    settings, problems = read_settings({**table, "presets": presets}, PLACE)
    assert settings.day_ends <= time(12)
    assert {p.key for p in PRESETS} <= {p.key for p in settings.presets}
    for preset in settings.presets:
        assert preset.name.strip()
        assert settings.preset(preset.key) == settings.preset(preset.name) == preset
        assert preset.minutes is None or preset.until is None
    for sentence in problems:
        assert sentence.startswith(PLACE)
        assert len(sentence.splitlines()) == 1
