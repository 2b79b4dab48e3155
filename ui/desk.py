"""What the page works with: the story of the assistant, and whose service answers a request."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Desk:
    """`story` is assistant.workflow; `skeletons` names the built-in outlines; `service_of` gives a user's service."""

    story: Any
    skeletons: tuple[str, ...]
    service_of: Callable[[str], Any]

    def service(self, request: Any = None) -> Any:
        """Return the service of the user behind a request; without a users file everybody is the local user."""
        return self.service_of(str(getattr(request, "username", None) or LOCAL))

    def keep_upload(self, service: Any, file: Path) -> Path:
        """Move an uploaded file into the home folder under its own name, so that a newer one of that name replaces it."""
        folder: Path = service.settings.home / "uploads"
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / file.name
        shutil.move(file, kept)
        return kept


def desk_for(service: Any) -> Desk:
    """Make the desk of one service, with the real story."""
    from assistant import workflow
    from knowledge.outline import skeleton_names

    return Desk(workflow, tuple(skeleton_names()), lambda _owner: service)
