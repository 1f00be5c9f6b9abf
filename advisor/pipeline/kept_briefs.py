"""Briefs as they were worked out last, so that the same page is there at once the next time.

A brief is kept for as long as nothing it rests on has changed: the deal, the day, the rules and the program.
Kept briefs lie in the workspace, private to the owner, because they speak of customers. What cannot be read
or written there is worked out again.
"""

import os
from hashlib import sha256

from advisor.advice.view import Brief
from advisor.facts.deal import Deal
from advisor.pipeline.memory import mark_of
from advisor.pipeline.private import keep_newest, read_private, write_private

FOLDER, PREFIX = os.path.join(".cache", "briefs"), "brief-"
KEPT = 400


class KeptBriefs:
    """Briefs by deal, for one day and one state of the rules (`salt`)."""

    def __init__(self, folder: str, salt: str) -> None:
        """Name the workspace; nothing is read yet."""
        self._folder = os.path.join(folder, FOLDER)
        self._salt = salt

    def get(self, deal: Deal) -> Brief | None:
        """Return the brief kept for exactly this deal."""
        data = read_private(self._path(deal))
        head = self._head(deal)
        if data is None or not data.startswith(head):
            return None
        from advisor.pipeline.unpack import unpack

        found = unpack(memoryview(data)[len(head) :])
        return found if isinstance(found, Brief) and found.deal == deal.id else None

    def put(self, deal: Deal, brief: Brief) -> None:
        """Keep a brief, in place of an older one of the deal."""
        import pickle

        if write_private(self._path(deal), self._head(deal) + pickle.dumps(brief, 5)):
            keep_newest(self._folder, PREFIX, KEPT)

    def _path(self, deal: Deal) -> str:
        # An id may be longer than a file's name may be, and hold what no file system bears.
        name = sha256(deal.id.encode(errors="surrogatepass")).hexdigest()[:32]
        return os.path.join(self._folder, f"{PREFIX}{name}.bin")

    def _head(self, deal: Deal) -> bytes:
        return sha256(f"{self._salt}\n{mark_of(deal)}".encode(errors="surrogatepass")).digest()
