"""Optional packs: off unless a workspace switches them on."""

from pathlib import Path

import pytest

from advisor import content
from advisor.errors import StoreError


def named(pack: content.Pack) -> set[str]:
    return {file.name for file in (*content.rule_files(pack), *content.play_files(pack)) if "/packs/" in file.name}


def test_packs_are_off(tmp_path: Path) -> None:
    (tmp_path / "advisor.toml").write_text("format = 1\n")
    assert named(content.pack_of(tmp_path)) == set()


def test_a_workspace_switches_a_pack_on(tmp_path: Path) -> None:
    (tmp_path / "advisor.toml").write_text('format = 1\npacks = ["erp"]\n')
    found = named(content.pack_of(tmp_path))
    assert found
    assert all("/packs/erp/" in name for name in found)


def test_an_unknown_pack_is_named(tmp_path: Path) -> None:
    (tmp_path / "advisor.toml").write_text('packs = ["epr"]\n')
    with pytest.raises(StoreError, match="epr") as error:
        content.pack_of(tmp_path)
    assert "erp" in error.value.hint


def test_all_packs_are_checked() -> None:
    every = content.with_every_pack(content.base())
    assert {"erp", "loss-ratio"} <= set(every.packs)
    assert len(named(every)) > 8
