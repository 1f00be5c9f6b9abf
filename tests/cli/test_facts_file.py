"""`advisor brief --facts FILE`: advice for facts that nobody stored."""

from pathlib import Path

import pytest

from .conftest import ROOT, SMALL, TODAY, Run

DAY = ("--today", TODAY.isoformat())
BARE = """\
deal: {our_share: 60%, co_initiated: yes}
rival:
  - {name: B, share: 10%}
"""


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_deal_file_and_a_bare_mapping(tmp_path: Path, run: Run) -> None:
    (tmp_path / "deal.yaml").write_text(SMALL.format(id="d1", name="Example"), encoding="utf-8")
    ran = run("brief", "--facts", "deal.yaml", *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "Example"
    (tmp_path / "bare.yaml").write_text(BARE, encoding="utf-8")
    ran = run("brief", "--facts=bare.yaml", *DAY)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "bare")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bare.yaml", "deal.yaml"], "nothing is stored"


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "advisor" / "demo").glob("*.yaml")))
def test_every_demo_deal_is_such_a_file(run: Run, name: str) -> None:
    ran = run("brief", "--facts", str(ROOT / "advisor" / "demo" / name), *DAY)
    assert (ran.code, ran.err) == (0, "")


def test_the_facts_change_the_advice(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.yaml").write_text(BARE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(BARE.replace("60%", "5%").replace("10%", "80%"), encoding="utf-8")
    ours, theirs = (run("brief", "--facts", f"{n}.yaml", "--format", "json", *DAY).out for n in "ab")
    assert '"ours"' in ours and '"ours"' not in theirs


def test_parameters_in_the_file_count(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.yaml").write_text(BARE, encoding="utf-8")
    text = BARE + "parameters: {territory_margin: 70 points}\n"
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    plain, tuned = (run("brief", "--facts", f"{n}.yaml", "--format", "json", *DAY) for n in "ab")
    assert plain.code == tuned.code == 0
    assert plain.out != tuned.out


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("deal: {our_share: !!python/object/apply:os.system [id]}\n", "f.yaml:1:19", "yaml.tag"),
        ("deal: &x {our_share: 60%}\nrival: *x\n", "f.yaml:1:7", "yaml.anchor"),
        ("deal: {our_share: 60%}\nrival: *x\n", "f.yaml:2:8", "yaml.alias"),
        ("deal: {our_shar: 60%}\n", "f.yaml:1:8", "did you mean 'our_share'"),
        ("deal: {our_share: sixty}\n", "f.yaml:1:19", "90%"),
        ("deal: {our_share: 60%, our_share: 70%}\n", "f.yaml:1:24", "yaml.duplicate-key"),
        ("dael: {our_share: 60%}\n", "f.yaml:1:1", "did you mean 'deal'"),
        ("- deal\n", "f.yaml:1:1", "form.mapping"),
        ("", "f.yaml", "yaml.empty-file"),
        ("schema: deal/2\ngiven: {deal: {our_share: 60%}}\n", "f.yaml:1:9", "deal/1"),
        ("schema: deal/1\n", "f.yaml:1:1", "given"),
        ("[" * 3000, "f.yaml:1", "yaml.too-deep"),
    ],
)
def test_mistakes_are_named_with_place_and_hint(
    tmp_path: Path, run: Run, text: str, place: str, said: str
) -> None:
    (tmp_path / "f.yaml").write_text(text, encoding="utf-8")
    ran = run("brief", "--facts", "f.yaml", *DAY)
    assert (ran.code, ran.out) == (1, "")
    assert place in ran.err and said in ran.err


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path, run: Run) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (tmp_path / "f.yaml").write_text("\n".join(lines), encoding="utf-8")
    ran = run("brief", "--facts", "f.yaml")
    assert ran.code == 1 and "aliases are not used" in ran.err


@pytest.mark.parametrize("name", ["missing.yaml", ".", "x\0y"])
def test_files_that_cannot_be_read(run: Run, name: str) -> None:
    ran = run("brief", "--facts", name)
    assert (ran.code, "cannot be read" in ran.err) == (2, True)
    assert "\0" not in ran.err
