"""The quick start leaves gradio whole: its events are there, only its editor stubs are not written."""

from __future__ import annotations

import subprocess
import sys

CHECK = """
import gc, sys
from ui.quickstart import quick_start
with quick_start():
    import gradio
import gradio.component_meta as meta
assert gc.isenabled() and not any(type(f).__name__ == "WithoutStubs" for f in sys.meta_path)
print(meta.create_or_modify_pyi.__module__, callable(gradio.Button.click), callable(gradio.HTML().select))
"""


def test_gradio_is_whole_without_its_stubs() -> None:
    run = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["ui.quickstart", "True", "True"]
