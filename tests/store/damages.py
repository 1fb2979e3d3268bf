"""Kinds of damage that files meet: each takes a sound file and leaves something else."""

import shutil
from collections.abc import Callable
from pathlib import Path


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def truncated(file: Path) -> None:
    raw = file.read_bytes()
    file.write_bytes(raw[: len(raw) * 2 // 3])


def cut_in_its_first_line(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5])


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def zeroed_at_its_start(file: Path) -> None:
    raw = file.read_bytes()
    file.write_bytes(bytes(80) + raw[80:])


def zeroed_at_its_end(file: Path) -> None:
    raw = file.read_bytes()
    file.write_bytes(raw[:-80] + bytes(80))


def bit_flipped(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[raw.rindex(b'"')] ^= 1
    file.write_bytes(raw)


def not_utf8(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] = 0xFF
    file.write_bytes(raw)


def binary(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 9)


def deeply_nested(file: Path) -> None:
    file.write_bytes(b'{"a":' * 100_000)


def deeply_nested_and_closed(file: Path) -> None:
    file.write_bytes(b'{"moments": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")


def utf16(file: Path) -> None:
    file.write_bytes(file.read_bytes().decode().encode("utf-16"))


def conflict_markers(file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    middle = len(lines) // 2
    mine, theirs = b"<<<<<<< mine\n", b">>>>>>> theirs\n"
    file.write_bytes(
        b"".join([*lines[:middle], mine, lines[middle], b"=======\n", theirs, *lines[middle + 1 :]])
    )


def a_list(file: Path) -> None:
    file.write_bytes(b"[1, 2, 3]")


def a_word(file: Path) -> None:
    file.write_bytes(b'"presence"')


def a_table_that_is_a_list(file: Path) -> None:
    file.write_bytes(b'{"meta": {"1": {"format": "presence", "version": 1}}, "moments": [1]}')


def an_empty_object(file: Path) -> None:
    file.write_bytes(b"{}")


def meta_that_is_a_word(file: Path) -> None:
    file.write_bytes(b'{"meta": {"1": "presence"}, "moments": {}}')


def another_programs(file: Path) -> None:
    file.write_bytes(b'{"_default": {"1": {"title": "a task"}}}')


def doubled(file: Path) -> None:
    file.write_bytes(file.read_bytes() * 2)


def a_web_page(file: Path) -> None:
    file.write_bytes(b"<!doctype html><title>Sign in to your drive</title>")


def a_number_too_long(file: Path) -> None:
    file.write_bytes(b'{"meta": ' + b"9" * 10_000 + b"}")


def gone(file: Path) -> None:
    file.unlink()


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "inside").write_text("someone's")


def a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


DAMAGES: tuple[Callable[[Path], None], ...] = (
    emptied,
    truncated,
    cut_in_its_first_line,
    zeroed,
    zeroed_at_its_start,
    zeroed_at_its_end,
    bit_flipped,
    not_utf8,
    binary,
    deeply_nested,
    deeply_nested_and_closed,
    utf16,
    conflict_markers,
    a_list,
    a_word,
    a_table_that_is_a_list,
    an_empty_object,
    meta_that_is_a_word,
    another_programs,
    doubled,
    a_web_page,
    a_number_too_long,
    gone,
    a_folder,
    a_link_to_nothing,
)


def keep(file: Path) -> bytes | None:
    """What lies in a file's place, to compare with what was set aside."""
    if file.is_dir():
        return (file / "inside").read_bytes()
    return file.read_bytes() if file.exists() else None


def remove(file: Path) -> None:
    """Whatever lies there."""
    if file.is_dir():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)
