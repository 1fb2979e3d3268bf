"""What the family of the demo writes: a data file that is shipped."""

import tomllib
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "sample.toml"


def load_sample() -> dict[str, Any]:
    """Its parsed table."""
    return tomllib.loads(FILE.read_text("utf-8"))
