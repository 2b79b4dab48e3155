"""What the tests share: the samples beside the checkout, a home with the demo documents, and the command run in this process."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import quiet_libraries

SAMPLES = Path(__file__).parents[2] / "shared" / "seeds"

quiet_libraries()


@pytest.fixture(scope="session")
def samples() -> Path:
    """The four real documents; the test is skipped where they are not beside the checkout."""
    if not SAMPLES.is_dir():
        pytest.skip("the sample documents are not beside this checkout")
    return SAMPLES


@dataclass(frozen=True)
class Result:
    """How a command line ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its one JSON object."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory) -> Path:
    """A home folder after its first start; copy it before writing to it."""
    from assistant.service import open_service
    from assistant.settings import load_settings

    home = tmp_path_factory.mktemp("demo") / "home"
    open_service(load_settings(home, environ={})).close()
    return home


@pytest.fixture
def home(tmp_path, demo_home) -> Path:
    """A fresh copy of the home folder after its first start."""
    return Path(shutil.copytree(demo_home, tmp_path / "home"))


@pytest.fixture
def troly(home, capfd):
    """Run a `troly` command line over a fresh home in this process."""
    from ui.cli import run

    def call(*arguments: str | Path) -> Result:
        capfd.readouterr()
        status = run([*(str(a) for a in arguments), "--home", str(home)])
        out, err = capfd.readouterr()
        return Result(status, out, err)

    return call
