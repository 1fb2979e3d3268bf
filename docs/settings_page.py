"""Writes docs/settings.md from the code: `python docs/settings_page.py`.

With `--check` nothing is written; the status is 1 when the page says something else.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from presence_tui.domain.idea import (  # noqa: E402
    AGES,
    ENERGIES,
    PLACES,
    WHO,
    Idea,
    read_ideas,
)
from presence_tui.domain.plans import WEEKDAYS  # noqa: E402
from presence_tui.domain.preset_table import FIELDS as PRESET_FIELDS  # noqa: E402
from presence_tui.domain.presets import PRESETS  # noqa: E402
from presence_tui.domain.settings import Settings  # noqa: E402
from presence_tui.domain.settings_table import SETTINGS  # noqa: E402
from presence_tui.domain.theme import COLOURS, FIELDS, ROLES, SHIPPED, VARIABLES  # noqa: E402
from presence_tui.ui.key_names import shown_key  # noqa: E402
from presence_tui.ui.keymap import names  # noqa: E402

OPENING = """\
# Settings

`presence config path` says where `config.toml` belongs, `presence config edit` opens it in your
editor, `presence config check` names whatever in it is not understood: file, line, value and what
is allowed. A wrong value costs only itself: its default is used, everything else still works. An
open dashboard takes a change up within a second or two; only where the journal lies waits for the
next start.

This page is made from the code.
"""

KEYS = """\
A command's name and the key it is to have instead of its own, or a list of keys:

```toml
[keys]
moment = "l"
palette = ["ctrl+k", "f2"]
```

A key is a character as it is typed (`m`, `M`, `?`), a name (`f5`, `space`, `insert`, `pagedown`),
or one of them after `ctrl+`, `alt+`, `shift+`. No key does two things: one that another command has
is free only when that command is given another. `escape`, `ctrl+c` and `ctrl+q` stay as they are. A
terminal cannot tell `ctrl+i` from tab, `ctrl+m` from enter, `ctrl+h` from backspace. The pages that
lie over the dashboard follow: undo, delete, put to rest, help and the like are on these keys there
too, unless a page has something else on that key; arrows, enter and escape always do as they did.
"""

THEMES = """\
Shipped are {shipped}.

A file `themes/NAME.toml` beside `config.toml` is a theme of your own, chosen
by `theme = "NAME"` or in the dashboard (`ctrl+p`, *Theme*), where each is shown while you move. One
with the name of a shipped one goes before it. A theme that cannot be read is named in a sentence
and `lamplight` opens. Text that is hard to read on what it lies on (a contrast below 4.5:1) is
named too, and used as it is.

```toml
{example}```

These must be there: {colours}; and under `[variables]` {roles}. `rule` is for lines, never text;
`work`, `home`, `self` are the sides, and `lamp-…` is the brightest background behind what runs.

These may be there: {fields}; and under `[variables]` {variables}.

A colour is `#rgb` or `#rrggbb`; with `ansi = true` also one of the terminal's own, such as
`ansi_yellow`. On a terminal of sixteen colours or fewer `terminal` is used, whatever is chosen.
"""


def page() -> str:
    """The whole page."""
    parts = [OPENING, "## One line each\n\n", *_settings()]
    parts += ["## `[presets.KEY]`\n\n", *_presets()]
    parts += ["## `[[plans]]`\n\n", _plans(), "## `[[week]]`\n\n", WEEK]
    parts += ["## `[keys]`\n\n", KEYS, "\n", *_keys(), "## Themes\n\n", _themes()]
    parts += ["## `ideas.toml`\n\n", _ideas()]
    return "".join(f"\n{p}" if p.startswith("## ") else p for p in parts)


def _settings() -> Iterator[str]:
    yield "| setting | what for | allowed | without it |\n| --- | --- | --- | --- |\n"
    for item in SETTINGS:
        default = _toml(getattr(Settings(), item.name))
        yield f"| `{item.name}` | {item.help} | {item.allowed} | {default} |\n"
    lines = [f"{item.name} = {item.example}" for item in SETTINGS]
    example = "\n".join(lines) + "\n"
    tomllib.loads(example)
    yield f"\n```toml\n{example}```\n"


def _toml(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{item}"' for item in value) + "]`"
    return f'`"{value:%H:%M}"`' if hasattr(value, "hour") else f'`"{value}"`'


def _presets() -> Iterator[str]:
    yield (
        "A boundary prepared under a key, or a change to a shipped one: "
        + ", ".join(f"`{p.key}` “{p.name}”" for p in PRESETS)
        + ".\n\n| field | allowed |\n| --- | --- |\n"
    )
    for name, allowed in PRESET_FIELDS.items():
        yield f"| `{name}` | {allowed} |\n"
    yield (
        "\n```toml\n[presets.walk]\n"
        'name = "Walk with the dog"\nside = "self"\nminutes = 20\n```\n'
        "\nOf `minutes`, `until` and `open = true` only one; without any, the end is open. "
        "`dark = true` shows it as a moon on a dark screen: a second child's bedtime, say. "
        "`words` stand under the moon, and at the foot of the dashboard while it runs. "
        "The words of `tell` are for the others: they are copied when you ask for it.\n"
    )


def _plans() -> str:
    return (
        f"If–then plans, explained in [plans.md](plans.md): `at`, a time; `days`, of "
        f"{', '.join(WEEKDAYS)}, every day without; `start`, a preset's name or words of your own; "
        "`words`, the prompt.\n\n"
        '```toml\n[[plans]]\nat = "17:30"\ndays = ["mon", "tue", "wed", "thu", "fri"]\n'
        'start = "logged-off"\nwords = "then laptop closed"\n```\n'
    )


WEEK = """\
A gentle week plan: a line of words on its weekday.

```toml
[[week]]
day = "Sunday"
text = "cook ahead"
```
"""


IDEAS = """\
The cards of the ten-minute deck that are your own, in a file beside `config.toml`. They come beside
the shipped ones, one with the words of a shipped one in its place; with `only = true` at the top
they are all there is. `presence config check` names what in it is not understood.

```toml
only = false

{example}```

| field | allowed | without it |
| --- | --- | --- |
| `text` | words | |
| `minutes` | 1 to 120 | `{idea.minutes}` |
| `energy`, the least it takes | {energies} | `{idea.energy}` |
| `place` | {places} | `{idea.place}` |
| `ages`: to 2, 3 to 5, school, from 12 | a list of {ages} | all |
| `who` | {who} | `{idea.who}` |

What you filter the deck by is remembered on this machine. Shipped cards for a partner come once you
have asked for them.
"""


def _ideas() -> str:
    example = '[[ideas]]\ntext = "Feed the ducks"\nminutes = 15\nplace = "out"\nages = ["small"]\n'
    read = read_ideas(tomllib.loads(example), "")
    if read[1]:
        raise SystemExit(read[1][0])
    return IDEAS.format(
        example=example,
        idea=Idea(""),
        energies=", ".join(ENERGIES),
        places=", ".join(PLACES),
        ages=", ".join(AGES),
        who=", ".join(WHO),
    )


def _keys() -> Iterator[str]:
    yield "| command | its own key | does |\n| --- | --- | --- |\n"
    for name, found in names().items():
        keys = [key for key in found.keys if not key.startswith(("none-for", "upper_"))]
        shown = " ".join(f"`{shown_key(key)}`" for key in keys)
        yield f"| `{name}` | {shown} | {found.help} |\n"


def _themes() -> str:
    example = (ROOT / "themes" / "rain.toml").read_text("utf-8")
    wanted = {*COLOURS, *ROLES}
    lines = [
        line
        for line in example.splitlines()
        if line == "[variables]" or line.split(" ")[0] in wanted
    ]

    def listed(words: tuple[str, ...]) -> str:
        return ", ".join(f"`{word}`" for word in words)

    return THEMES.format(
        shipped=listed(SHIPPED),
        example="\n".join(lines) + "\n",
        colours=listed(COLOURS),
        roles=listed(ROLES),
        fields=listed(tuple(f for f in FIELDS if f not in COLOURS)),
        variables=listed(tuple(v for v in VARIABLES if v not in ROLES)),
    )


def main(words: list[str]) -> int:
    """Writes the page, or with `--check` compares it."""
    file = ROOT / "docs" / "settings.md"
    made = page()
    if "--check" in words:
        return 0 if file.exists() and file.read_text("utf-8") == made else 1
    file.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
