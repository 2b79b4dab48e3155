"""Imports gradio in half the time: without the editor stubs (.pyi) that it writes into its own folder at every import."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

WRITER = "gradio.component_meta"
STUBS = "create_or_modify_pyi"


class WithoutStubs(MetaPathFinder):
    """Finds the module that writes the stubs, and takes the writing out of it once it is loaded."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Answer for that one module only; every other is left to the usual finders."""
        spec = PathFinder.find_spec(name, path, target) if name == WRITER else None
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_without(module: ModuleType) -> None:
            load(module)
            if hasattr(module, STUBS):
                setattr(module, STUBS, _write_nothing)

        spec.loader.exec_module = load_without  # type: ignore[method-assign]
        return spec


def _write_nothing(*_: Any) -> None:
    """Stand in for the writing of stubs."""


@contextmanager
def quick_start() -> Iterator[None]:
    """Load libraries without stubs and without looking for garbage among what stays for good."""
    finder = WithoutStubs()
    sys.meta_path.insert(0, finder)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()
        sys.meta_path.remove(finder)
