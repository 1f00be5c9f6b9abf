"""A bounded memory of results that forgets what was not used lately."""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(Generic[K, V]):
    """Two generations: what was used since the last turn-over is kept, the rest goes with the old one.

    Holds at most `size` entries; cheaper per access than a linked list of uses.
    """

    def __init__(self, size: int) -> None:
        """Start empty; `size` 0 remembers nothing."""
        self._half = size // 2
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Return what is remembered."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: K, value: V) -> None:
        """Remember a value."""
        if not self._half:
            return
        if len(self._young) >= self._half:
            self._old, self._young = self._young, {}
        self._young[key] = value

    def __len__(self) -> int:
        """Return how many entries are held."""
        return len(self._young.keys() | self._old.keys())
