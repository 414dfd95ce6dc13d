"""What the processes of one test run share: a folder, and what is made once in it.

pytest may run as several worker processes. The first that needs a server starts it under a lock
and writes down where it is; the process that began the run stops what stands in the folder.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PREFIX = "psc-tests-"
# What tests write is worth nothing tomorrow: memory will do, where there is enough of it.
MEMORY = Path("/dev/shm")  # noqa: S108
ENOUGH = 1 << 30


def new_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=_place()))


def _place() -> Path:
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    return MEMORY if roomy else Path(tempfile.gettempdir())


def once(folder: Path, name: str, make: Callable[[], Any]) -> Any:
    """Make something once in a run; everybody gets what was written down about it."""
    with locked(folder, name):
        note = folder / f"{name}.json"
        if not note.exists():
            note.write_text(json.dumps(make()))
        return json.loads(note.read_text())


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def close(folder: Path) -> None:
    """Stop the programs that were started for the run, and forget its files."""
    for note in folder.glob("*.pids"):
        for pid, politely in json.loads(note.read_text()):
            stop(pid, politely)
    shutil.rmtree(folder, ignore_errors=True)


def remember_pids(folder: Path, name: str, *pids: int, politely: int = signal.SIGKILL) -> None:
    """What `close` will stop, and with which signal it is asked first."""
    (folder / f"{name}.pids").write_text(json.dumps([(pid, politely) for pid in pids]))


def sweep() -> None:
    """Close the runs that were killed before they could."""
    places = (MEMORY, Path(tempfile.gettempdir()))
    for folder in (found for place in places for found in place.glob(f"{PREFIX}*")):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdigit() and not _alive(int(pid)):
            close(folder)


def stop(pid: int, politely: int) -> None:
    for sent in (politely, signal.SIGKILL):
        _send(pid, sent)
        deadline = time.monotonic() + 5
        while _alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)


def _send(pid: int, sent: int) -> None:
    """At the last to the whole group that it led, also when it is gone itself."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, sent)
    if sent == signal.SIGKILL:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, sent)


def _alive(pid: int) -> bool:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _only_listed(pid)


def _only_listed(pid: int) -> bool:
    """Dead, but its parent has not asked after it: in a container perhaps nobody ever will."""
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return False
