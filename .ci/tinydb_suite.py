"""Runs TinyDB's own test suite with DurableJSONStorage in JSONStorage's place.

`python .ci/tinydb_suite.py` fetches the source distribution of the installed TinyDB, which carries
its tests. Left out are the tests of what JSONStorage is rather than what it does: its repr, its
private handle and its access modes.
"""

import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

PLUGIN = """\
import tinydb
import tinydb.storages
from presence_tui.store.storage import DurableJSONStorage

tinydb.JSONStorage = tinydb.storages.JSONStorage = DurableJSONStorage
tinydb.TinyDB.default_storage_class = DurableJSONStorage
"""

LEFT_OUT = (
    "test_repr",
    "test_table_repr",
    "test_caching_json_write",
    "test_json_invalid_mode_warning",
)


def main() -> int:
    """pytest's exit status."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*pip, f"tinydb=={version('tinydb')}", "-d", folder], check=True)
        (archive,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        (tests,) = Path(folder).glob("*/tests")
        # TinyDB itself comes from the installation: only its tests are taken from the archive.
        alone = Path(folder) / "suite" / "tests"
        alone.parent.mkdir()
        tests.rename(alone)
        (alone.parent / "durable_plugin.py").write_text(PLUGIN, "utf-8")
        words = ["-q", "-p", "durable_plugin", "-p", "no:cacheprovider", "-c", "/dev/null"]
        words += ["--rootdir", str(alone.parent), "-k", " and ".join(f"not {n}" for n in LEFT_OUT)]
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *words, str(alone)],
            cwd=alone.parent,
            env={
                "PYTHONPATH": f"{alone.parent}:{Path(__file__).parent.parent}",
                "PATH": "/usr/bin",
            },
            check=False,
        )
        return run.returncode


if __name__ == "__main__":
    sys.exit(main())
