"""Reading back what we kept ourselves: classes of our own rooms, and nothing that could act."""

import io
import pickle

OWN = (
    "advisor.labels", "advisor.errors", "advisor.facts.", "advisor.rulebook.", "advisor.playbook.",
    "advisor.advice.view",
)  # fmt: skip
PLAIN = {"builtins.frozenset", "builtins.set", "datetime.date"}


def unpack(data: bytes | memoryview) -> object:
    """Return what a pickle of ours holds; None when it holds anything else."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except Exception:  # a damaged pickle can raise anything; whoever asks makes a new one
        return None


class _Reader(pickle.Unpickler):
    """Takes classes, never functions, and never what a room has only imported."""

    def find_class(self, module: str, name: str) -> type:
        if (module.startswith(OWN) and "." not in name) or f"{module}.{name}" in PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing we keep")
