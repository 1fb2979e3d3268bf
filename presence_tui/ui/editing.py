"""Words in the program's place: opened in $EDITOR, which has the terminal meanwhile."""

import os
import shlex
import subprocess
from tempfile import TemporaryDirectory
from typing import Any

from textual.app import App, SuspendNotSupported

from presence_tui.domain.text import clean
from presence_tui.ui.alerts import say


def edited(app: App[Any], words: str, name: str) -> str | None:
    """The words as $EDITOR leaves them; none, and one sentence, where it could not be opened."""
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not program:
        say(app, "No editor is set: put its name in the variable EDITOR.", serious=True)
        return None
    try:
        with TemporaryDirectory(prefix="presence-") as folder, app.suspend():
            file = os.path.join(folder, name)
            with open(file, "w", encoding="utf-8") as stream:
                stream.write(words)
            done = subprocess.run([*shlex.split(program), file], check=False)
            with open(file, encoding="utf-8", errors="replace") as stream:
                text = clean(stream.read()).rstrip("\n")
    except (OSError, ValueError, SuspendNotSupported) as error:
        say(app, f"{program} could not be opened ({error}); your words are as they were.", True)
        return None
    if done.returncode:
        say(app, f"{program} ended with {done.returncode}; your words are as they were.", True)
        return None
    return text
