"""The parts put together once: settings, knowledge library, workspace, registry and language model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, Self, TypeVar

from assistant.citing import Citing, citings, entries_of
from assistant.model import ChatModel, open_model
from assistant.settings import Settings, quiet_libraries
from assistant.workspace import Workspace
from knowledge.embedding import open_embedder
from knowledge.errors import UnusableInput
from knowledge.ingest import Ingested, ingest
from knowledge.library import Library
from knowledge.records import Document
from knowledge.registry import Registry, load_registry
from knowledge.retriever import LibraryRetriever

_Made = TypeVar("_Made")
DEMO_FLAG = "demo"
"""Library setting: "" before the first start, then "on" or "off" by the user's choice."""


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that a verb or a page needs; close it when done."""

    settings: Settings
    library: Library
    workspace: Workspace
    model: ChatModel | None
    kept: dict[str, tuple[Any, Any]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def registry(self) -> Registry:
        """The shipped registry, grown by the user's uploaded directives and, before those, by the user's own entries."""
        own = registry_path(self.settings)
        state = own.stat() if own.exists() else None
        key = (self.library.generation, state and (state.st_mtime_ns, state.st_size))

        def grown() -> Registry:
            registry = load_registry(own)
            more = entries_of(self._documents(), registry)
            return registry.with_entries(more) if more else registry

        return self._kept("registry", key, grown)

    def retriever(self, **filters: Any) -> LibraryRetriever:
        """Return the LangChain retriever over the library; every passage an answer uses comes through it."""
        return LibraryRetriever(library=self.library, **filters)

    def user_documents(self, kind: str | None = None) -> tuple[str, ...]:
        """Ids of the user's own documents (of one kind, where given), demo documents left out."""
        return tuple(d.id for d in self.library.documents() if d.origin == "user" and kind in (None, d.kind))

    def cited(self) -> tuple[Citing, ...]:
        """Every directive that the documents name, the user's own documents where there are any."""
        return self._kept("cited", self.library.generation, lambda: citings(self._documents()))

    def _documents(self) -> tuple[Document, ...]:
        ids = self.user_documents() or tuple(d.id for d in self.library.documents())
        return tuple(self.library.document(i) for i in ids)

    def _kept(self, name: str, key: object, make: Callable[[], _Made]) -> _Made:
        """Return what was made under this key, or make it anew."""
        held = self.kept.get(name)
        if held is None or held[0] != key:
            held = self.kept[name] = (key, make())
        made: _Made = held[1]
        return made

    def source_text(self, document_id: str) -> str:
        """The NFC source of a document."""
        return self.library.document(document_id).text

    def close(self) -> None:
        """Close the files."""
        self.library.close()
        self.workspace.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_service(settings: Settings, owner: str = "local", progress: Callable[..., None] | None = None) -> Service:
    """Open the home folder (made where missing), the model's name and, at the first start, the demo documents."""
    quiet_libraries()
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableInput(
            f"Không dùng được thư mục dữ liệu {settings.home}; kiểm tra đường dẫn và quyền ghi, hoặc chọn thư mục khác bằng --home."
        ) from error
    model = open_model(settings)
    library = Library.open(settings.home, open_embedder(settings.embedding), settings.chroma_url)
    service = Service(settings, library, Workspace(settings.home, owner), model)
    if settings.demo and library.setting(DEMO_FLAG) == "":
        add_demo(service, progress)
    return service


def add_demo(service: Service, progress: Callable[..., None] | None = None) -> int:
    """Put the demo documents into the library and return how many there are."""
    with resources.as_file(resources.files("knowledge").joinpath("data", "demo")) as folder:
        added: tuple[Ingested, ...] = ingest(service.library, [folder], origin="demo", progress=progress)
    service.library.remember(DEMO_FLAG, "on")
    return len(added)


def drop_demo(service: Service) -> int:
    """Take the demo documents out, and keep them out at the next start; return how many there were."""
    removed = service.library.remove_demo()
    service.library.remember(DEMO_FLAG, "off")
    return removed


def registry_path(settings: Settings) -> Path:
    """Where the user's own registry entries lie."""
    return settings.home / "directives.jsonl"


def documents_of(service: Service) -> tuple[Document, ...]:
    """Read every document of the library."""
    return tuple(service.library.document(d.id) for d in service.library.documents())
