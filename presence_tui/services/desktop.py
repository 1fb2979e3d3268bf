"""Notifications through the desktop's own service; a desktop without one is silent."""

import sys
from html import escape
from typing import Any

from presence_tui.domain.text import one_line

NAME = "org.freedesktop.Notifications"
PATIENCE_S = 3.0
"""How long the desktop's service may take to answer, in seconds."""
_SCRIPT = (
    "on run argv",
    'display notification (item 1 of argv) with title "presence"',
    "end run",
)


class Desktop:
    """Shows one notification at a time: a newer one takes the place of the older."""

    def __init__(self) -> None:
        self._last = 0

    async def show(self, words: str) -> str | None:
        """Shows the words; nothing, or one sentence on why the desktop cannot. Raises nothing."""
        words = one_line(words)
        if sys.platform == "darwin":
            return await _on_macos(words)
        # A body is markup to most services.
        body = ["presence", self._last, "", "presence", escape(words, quote=False), [], {}, -1]
        answer, why = await _call("Notify", "susssasa{sv}i", body)
        if why is None and answer:
            self._last = answer[0]
        return why

    async def missing(self) -> str | None:
        """Why nothing can be shown, in one sentence, or none when it can; shows nothing."""
        if sys.platform == "darwin":
            return None
        return (await _call("GetServerInformation", "", []))[1]


async def _call(member: str, signature: str, body: list[Any]) -> tuple[list[Any], str | None]:
    """What the service answers, or why it does not."""
    import asyncio

    try:
        from dbus_fast import BusType, Message, MessageType
        from dbus_fast.aio import MessageBus
        from dbus_fast.errors import AuthError, DBusError, InvalidAddressError
    except ImportError:
        return [], (
            "Desktop notifications need the extra `desktop`: pip install 'presence-tui[desktop]'."
        )
    message = Message(
        destination=NAME,
        path="/org/freedesktop/Notifications",
        interface=NAME,
        member=member,
        signature=signature,
        body=body,
    )
    bus = None
    try:
        async with asyncio.timeout(PATIENCE_S):
            bus = await MessageBus(bus_type=BusType.SESSION).connect()
            reply = await bus.call(message)
    except (OSError, EOFError, AuthError, DBusError, InvalidAddressError) as error:
        said = one_line(str(error)) or type(error).__name__
        return [], f"The desktop's notification service cannot be reached ({said})."
    finally:
        if bus is not None:
            bus.disconnect()
    if reply is None or reply.message_type is MessageType.ERROR:
        said = one_line(str(reply.body[0])) if reply is not None and reply.body else "no answer"
        return [], f"The desktop has no notification service ({said})."
    return list(reply.body), None


async def _on_macos(words: str) -> str | None:
    import asyncio

    script = [part for line in _SCRIPT for part in ("-e", line)]
    try:
        process = await asyncio.create_subprocess_exec(
            "osascript",
            *script,
            words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(PATIENCE_S):
            status = await process.wait()
    except (OSError, TimeoutError) as error:
        return f"The desktop's notification service cannot be reached ({error})."
    return None if status == 0 else "The desktop refused the notification."
