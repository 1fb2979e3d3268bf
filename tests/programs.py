"""Programs of a test's own, such as an editor that fails."""

from pathlib import Path


def program(folder: Path, script: str) -> str:
    """A shell script that can be started; its path."""
    file = folder / "program"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)
