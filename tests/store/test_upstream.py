"""TinyDB's own test-suite, unchanged, with our storage in the place of its JSON storage."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

SDIST = Path(__file__).parent / "upstream" / "tinydb-4.9.0.tar.gz"
PROJECT = Path(__file__).parents[2]

CONFTEST = '''
import pytest
from advisor.store import files
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage
from {module} import {storage} as Ours

files.sync_file = files.sync_folder = lambda target: None  # these tests never cut the power


@pytest.fixture
def db(tmp_path):
    db = TinyDB(tmp_path / "test.db", storage=Ours)
    db.drop_tables()
    db.insert_multiple({{"int": 1, "char": c}} for c in "abc")
    yield db


@pytest.fixture
def storage():
    return CachingMiddleware(MemoryStorage)()
'''

FORGETFUL = '''
from advisor.store.storage import AtomicJSONStorage


class Forgetful(AtomicJSONStorage):
    """Loses a document with each write of more than two."""

    def write(self, data):
        super().write({name: dict(list(table.items())[:2]) for name, table in data.items()})
'''


def run(folder: Path, module: str, storage: str) -> str:
    with tarfile.open(SDIST) as archive:
        for entry in archive.getmembers():
            name = Path(entry.name)
            if entry.isfile() and name.parent.name == "tests" and name.name.startswith("test_"):
                source = archive.extractfile(entry)
                assert source is not None
                (folder / name.name).write_bytes(source.read())
    (folder / "conftest.py").write_text(CONFTEST.format(module=module, storage=storage))
    (folder / "pytest.ini").write_text("[pytest]\n")
    # One test wants to find the names of TinyDB's own storages in a repr.
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--deselect"]
    command.append("test_tables.py::test_table_repr")
    done = subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": f"{PROJECT}:{folder}", "PATH": ""}, capture_output=True, text=True,
        timeout=60, check=False,
    )
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_tinydbs_own_tests_pass(folder: Path) -> None:
    said = run(folder, "advisor.store.storage", "AtomicJSONStorage")
    assert " failed" not in said and " error" not in said, said
    assert int(said.split(" passed")[0].split()[-1]) > 150, said


def test_they_see_a_storage_that_forgets(folder: Path) -> None:
    (folder / "forgetful.py").write_text(FORGETFUL)
    assert " failed" in run(folder, "forgetful", "Forgetful")
