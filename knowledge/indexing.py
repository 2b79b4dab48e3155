"""The life of the vector index over a library: opened when it is sure to be whole, kept level, rebuilt when in doubt.

Search never waits for a long rebuild: `VectorIndex.nearest` gives None until the index is level with the library, and the
caller scans the library's own vectors instead.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
import uuid
from collections.abc import Sequence

from knowledge import stored_vectors, vectors
from knowledge.errors import ServiceDown
from knowledge.index_state import IndexLock, IndexState, read_state, sealed, sizes, write_state
from knowledge.library import Library
from knowledge.stored_vectors import Progress
from knowledge.vectors import BrokenIndexError, Collection, Vectors

Nearest = tuple[tuple[str, float], ...]
AT_ONCE = 2_000
"""Changes that a search brings into the index itself (about a second); more are brought in behind its back."""
RETRY_SECONDS = 5.0
SAMPLES = 5
NAME = "passages"


def index_of(library: Library) -> VectorIndex:
    """Give the library's index, the same one each time; it is closed with the library."""
    return library.hold(VectorIndex, lambda: VectorIndex(library))


class VectorIndex:
    """A Chroma collection kept level with a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._base = library.home / "chroma"
        self._base.mkdir(exist_ok=True)
        self._lock = IndexLock(self._base)
        self._mutex = threading.RLock()
        self._collection: Collection | None = None
        self._state: IndexState | None = None
        self._stamp = ""
        self._refused_at = -RETRY_SECONDS
        self._worker: threading.Thread | None = None
        self._closed = False
        self.trouble = ""

    def nearest(
        self, vector: Vectors, limit: int, documents: Sequence[str] | None = None, role: str | None = None
    ) -> Nearest | None:
        """Find the nearest entries as (id, similarity), or None while the index is not level with the library."""
        if not self._level():
            return None
        try:
            with self._mutex:
                return self._collection.nearest(vector, limit, documents, role) if self._collection else None
        except (BrokenIndexError, ServiceDown):
            self._distrust()
            return None

    def sync(self, progress: Progress | None = None) -> bool:
        """Bring the index level with the library; False where another process has it open.

        Raises ServiceDown where the settings name a Chroma server that does not answer.
        """
        with self._mutex:
            if self._closed:
                return False
            try:
                return self._sync(progress)
            except BrokenIndexError:
                self._distrust()
            try:
                return not self._closed and self._sync(progress)
            except BrokenIndexError as error:
                self._distrust()
                self.trouble = str(error)
                return False

    def count(self) -> int:
        """Count the entries of the index, 0 where it is not open."""
        with self._mutex:
            return self._collection.count() if self._collection is not None else 0

    def wait(self) -> None:
        """Wait until a rebuild in the background is done."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def close(self) -> None:
        """Close the collection, leaving a note of its whole files, and let other processes have it."""
        self._closed = True
        self.wait()
        with self._mutex:
            if self._collection is not None:
                self._collection.close()
                self._collection = None
                if self._state is not None and self._state.clean:
                    write_state(self._base, sealed(self._base, self._state))
            self._lock.release()

    def _level(self) -> bool:
        """Say whether the index answers for the library as it is now; start what it takes where it does not."""
        stamp = self._library.stamp
        if self._collection is not None and self._stamp == stamp:
            return True
        if self._closed or time.monotonic() - self._refused_at < RETRY_SECONDS:
            return False
        if self._worker is not None and self._worker.is_alive():
            return False
        with self._mutex:
            if self._distance() > AT_ONCE:
                self._worker = threading.Thread(target=self._try_sync, name="troly-index", daemon=True)
                self._worker.start()
                return False
        return self._try_sync()

    def _distance(self) -> int:
        """Estimate how many entries a sync would write: all of them where there is no trustworthy index."""
        total = stored_vectors.count(self._library)
        if self._collection is not None:
            return abs(total - self._collection.count()) or 1
        if self._library.chroma_url:
            return total
        state = read_state(self._base)
        whole = state is not None and state.clean and state.fingerprint == self._library.fingerprint
        return abs(total - state.count) if state is not None and whole else total

    def _try_sync(self) -> bool:
        try:
            done = self.sync()
        except ServiceDown:
            done = False
        if not done:
            self._refused_at = time.monotonic()
        return done

    def _sync(self, progress: Progress | None) -> bool:
        if not self._lock.take():
            return False
        try:
            stored_vectors.embed_missing(self._library, progress)
            collection = self._open()
            self._collection = collection
            stamp = self._library.stamp
            if collection.metadata.get("stamp") != stamp or collection.count() != stored_vectors.count(self._library):
                stamp, wanted = stored_vectors.snapshot(self._library)
                if not self._level_out(collection, stamp, wanted, progress):
                    return False
            self._stamp = stamp
            self.trouble = ""
            return True
        finally:
            if self._library.chroma_url:
                self._lock.release()

    def _level_out(self, collection: Collection, stamp: str, wanted: dict[str, int], progress: Progress | None) -> bool:
        """Take out what the library no longer has, add what it has more, and seal; False where we are being closed."""
        present = collection.ids()
        missing = [identity for identity in wanted if identity not in present]
        self._unseal()
        collection.delete([identity for identity in present if identity not in wanted])
        for start in range(0, len(missing), vectors.BATCH):
            if self._closed:
                self._seal(collection.count())
                return False
            batch = dict.fromkeys(wanted[identity] for identity in missing[start : start + vectors.BATCH])
            collection.add(*stored_vectors.entries(self._library, list(batch)))
            if progress:
                progress(start + len(batch), len(missing), "chỉ mục")
        if collection.count() != len(wanted):
            raise BrokenIndexError("số véc-tơ trong chỉ mục không khớp với kho")
        collection.describe(self._metadata(stamp))
        self._seal(len(wanted))
        return True

    def _metadata(self, stamp: str = "") -> dict[str, str]:
        found = {"fingerprint": self._library.fingerprint, "library": self._library.id}
        return found | {"stamp": stamp, "generation": str(self._library.generation)}

    def _open(self) -> Collection:
        if self._collection is not None:
            return self._collection
        if self._library.chroma_url:
            return self._open_server()
        return self._open_whole() or self._start_beside()

    def _open_server(self) -> Collection:
        fingerprint = hashlib.sha256(self._library.fingerprint.encode()).hexdigest()[:12]
        prefix = f"troly-{self._library.id}-"
        collection = vectors.open_server(self._library.chroma_url, prefix + fingerprint, self._metadata())
        vectors.delete_from_server(self._library.chroma_url, prefix, keep=prefix + fingerprint)
        return collection

    def _open_whole(self) -> Collection | None:
        """Open the index of the last run if it was left whole and is of this embedder; None when in doubt."""
        state = read_state(self._base)
        if state is None or not state.clean or state.fingerprint != self._library.fingerprint:
            return None
        folder = self._base / state.folder
        if sizes(folder) != state.files and not vectors.probe(folder, NAME, state.count, self._samples()):
            return None
        collection = vectors.open_folder(folder, NAME, self._metadata())
        if collection.metadata.get("library") != self._library.id or collection.count() != state.count:
            collection.close()
            return None
        self._state = state
        return collection

    def _samples(self) -> list[tuple[str, list[float]]]:
        _, wanted = stored_vectors.snapshot(self._library)
        rows = list(wanted.values())
        chosen = rows[:: max(1, len(rows) // SAMPLES)][:SAMPLES]
        entries, matrix = stored_vectors.entries(self._library, chosen)
        return [(entry.id, [float(x) for x in vector]) for entry, vector in zip(entries, matrix, strict=True)]

    def _start_beside(self) -> Collection:
        """Start an empty index in a new folder; the old ones are swept away once nothing needs them."""
        for old in self._base.iterdir():
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
        folder = uuid.uuid4().hex[:12]
        self._state = IndexState(folder, self._library.fingerprint)
        write_state(self._base, self._state)
        return vectors.open_folder(self._base / folder, NAME, self._metadata())

    def _unseal(self) -> None:
        state = self._state or read_state(self._base)
        if state is not None and not self._library.chroma_url:
            self._state = IndexState(state.folder, state.fingerprint)
            write_state(self._base, self._state)

    def _seal(self, count: int) -> None:
        if self._state is not None:
            state = IndexState(self._state.folder, self._state.fingerprint, count=count)
            self._state = sealed(self._base, state)
            write_state(self._base, self._state)

    def _distrust(self) -> None:
        """Give the index up; the next sync builds another beside it."""
        with self._mutex:
            if self._collection is not None:
                self._collection.close()
            self._collection = None
            self._stamp = ""
            self._unseal()
            self._state = None
