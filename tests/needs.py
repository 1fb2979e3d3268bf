"""Programs that some tests use and a bare machine may lack."""

import shutil

import pytest


def needs(program: str) -> pytest.MarkDecorator:
    """Skips, by its name, where a program is absent; `.ci/run` installs it."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}")
