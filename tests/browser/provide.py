"""Sees that the browser tests can run: installs Debian's chromium where it is missing and that is allowed, else says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

COMMANDS = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])


def main() -> None:
    """Install chromium as root on a Debian system; otherwise print one line."""
    if shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"):
        return
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not may_install:
        print("Browser tests will be skipped: chromium is missing and may not be installed here.")
        return
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in COMMANDS:
        if subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            print("Browser tests will be skipped: chromium could not be installed.", file=sys.stderr)
            return


if __name__ == "__main__":
    main()
