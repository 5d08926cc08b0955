"""A bare Debian in a folder: made once by debootstrap, copied for each run, entered without a network."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / ".setup" / "bare-debian"
MIRROR = "http://deb.debian.org/debian"
SUITE = "bookworm"
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


class BareDebian:
    """One copy of it, with what is asked of it from outside."""

    def __init__(self, folder: Path) -> None:
        """Copy the bare system to a folder that is not there yet."""
        if not (MADE / "made").is_file():
            shutil.rmtree(MADE, ignore_errors=True)
            _run(["debootstrap", "--variant=minbase", SUITE, str(MADE), MIRROR])
            (MADE / "made").touch()
        _run(["cp", "-a", str(MADE), str(folder)])
        self.folder = folder

    def install(self, package: Path) -> None:
        """Install a .deb with what it declares and nothing else; this alone needs the network."""
        shutil.copy(package, self.folder / "tmp" / package.name)
        for file in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc") / file, self.folder / "etc" / file)
        asked = ["apt-get", "-q", "-y", "--no-install-recommends", "install", f"/tmp/{package.name}"]
        options = {"DEBIAN_FRONTEND": "noninteractive", "PATH": _PATH}
        for command in (["apt-get", "-q", "update"], asked):
            _run(["chroot", str(self.folder), *command], env=options)
        (self.folder / "tmp" / package.name).unlink()

    def add_user(self, name: str, number: int) -> Path:
        """Make a user; return the home's place outside."""
        _run(["chroot", str(self.folder), "useradd", "-m", "-u", str(number), name], env={"PATH": _PATH})
        return self.folder / "home" / name

    def command(self, words: Sequence[str], *, user: int, home: str) -> list[str]:
        """Return what runs a command as a user, with no network but this machine's own screen."""
        environment = [
            "env",
            "-i",
            f"HOME={home}",
            f"PATH={_PATH}",
            "LANG=C.UTF-8",
            "XDG_RUNTIME_DIR=/nowhere",
        ]
        inside = ["chroot", f"--userspec={user}:{user}", str(self.folder), *environment, *words]
        return ["unshare", "-n", *inside]

    def has(self, pattern: str) -> list[str]:
        """Return the files whose path fits a pattern."""
        return [str(path.relative_to(self.folder)) for path in self.folder.glob(pattern)]


def _run(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]} {done.stderr[-2000:]}"
