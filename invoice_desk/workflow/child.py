"""Processes of our own that work for this one: lines of JSON go in and out, and they end with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TextIO

from invoice_desk.shipped import is_bundle
from invoice_desk.store.coding import Json

_ANEW = "PYINSTALLER_RESET_ENVIRONMENT"
"""Lets a process of a bundle find the bundle's libraries by itself: what its start told ours, we gave back
(https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html)."""

_NO_MORE: Mapping[str, str] = MappingProxyType({})


def command_of(module: str, flag: str) -> list[str]:
    """Return how a module of ours is run as a process: by name, or by a bundle's flag for it.

    -P keeps modules in the current folder out.
    """
    return [sys.executable, flag] if is_bundle() else [sys.executable, "-P", "-m", module]


def start_child(
    command: list[str], *, environment: Mapping[str, str] = _NO_MORE, is_silent: bool = True
) -> subprocess.Popen[str]:
    """Start a process of ours. is_silent: what it and its libraries print beside the answers goes nowhere."""
    return subprocess.Popen(  # noqa: S603 - our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if is_silent else None,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "PYTHONUTF8": "1",
            _ANEW: "1",
            **environment,
        },
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows
    )


def line_of(told: Json) -> str:
    """Return what is told as one line of ASCII: a file's name may hold what no UTF-8 can be made of."""
    return json.dumps(told, separators=(",", ":"))


def send(child: subprocess.Popen[str], told: Json) -> None:
    """Send a line. Raises OSError or ValueError where the process has ended."""
    if child.stdin is not None:
        child.stdin.write(line_of(told) + "\n")
        child.stdin.flush()


def end_child(child: subprocess.Popen[str]) -> None:
    """End a process at once, whatever it does."""
    child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()


def leave_child(child: subprocess.Popen[str], *, seconds: float) -> None:
    """Let a process end by itself, which hears that nobody asks any more; end it where it does not."""
    with suppress(OSError, subprocess.TimeoutExpired):
        if child.stdin is not None:
            child.stdin.close()
        child.wait(timeout=seconds)
    end_child(child)


def how_ended(child: subprocess.Popen[str]) -> str:
    """Tell how a process ended: by which signal, or with which code."""
    code = child.wait()
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def take_streams() -> TextIO:
    """Return where a process of ours answers, in that process; what a library prints is no answer."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def say(answers: TextIO, told: Json) -> None:
    """Answer a line, in a process of ours."""
    answers.write(line_of(told) + "\n")
    answers.flush()


def stand_back(nice: int, *, is_idle: bool = False) -> None:
    """Let whoever waits for a core have it before this process.

    nice: how far, of 19; is_idle: it gives the core up at once, not at the end of its slice, which a
    window would wait for at each of its steps (SCHED_IDLE, https://man7.org/linux/man-pages/man7/sched.7.html).
    Whoever holds what the window waits for must not be idle. Does nothing where the system cannot do it.
    """
    if hasattr(os, "nice"):
        os.nice(nice)
    if is_idle and hasattr(os, "SCHED_IDLE"):
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
