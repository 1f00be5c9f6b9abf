"""What acts on a terminal, leaves its folder or looks like a command, wherever it comes from."""

import json
import re
from pathlib import Path

import pytest

from .conftest import SMALL, TODAY, Ran, Run

DAY = ("--today", TODAY.isoformat())
ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
NASTY = "Acme \x1b]0;owned\x07\x1b[2J \u202eevil\u202c \u200b[/b] [@click=app.quit]x[/] \x9b31m"


def harmless(ran: Ran) -> None:
    """Fail when anything that acts on a terminal was printed."""
    for text in (ran.out, ran.err):
        found = ACTIVE.search(text)
        assert found is None, f"{found[0]!r} in {text[max(0, found.start() - 60) : found.end() + 20]!r}"


def store_nasty(workspace: Path) -> None:
    """Store a deal whose every text is hostile, the way an import could have brought it in."""
    from advisor.facts.deal import Deal, Fact
    from advisor.pipeline.desk import Desk

    fact = Fact(NASTY, TODAY, by=NASTY, note=NASTY)
    yes = Fact("yes", TODAY, by=NASTY, note=NASTY)
    day = Fact(TODAY.toordinal() + 1, TODAY)
    deal = Deal(
        f"nasty {NASTY}",
        {
            "deal": {f"nasty {NASTY}": {"name": fact, "owner": fact, "co_initiated": yes}},
            "account": {NASTY: {"name": fact}},
            "person": {NASTY: {"title": fact, "met": yes}},
            "rival": {NASTY: {"incident": yes}},
            "meeting": {NASTY: {"place": fact, "date": day}},
        },
    )
    Desk.open(workspace, TODAY).create(deal)


@pytest.mark.parametrize(
    "args",
    [
        ("brief", "nasty", *DAY),
        ("brief", "nasty", "--lang", "zh", *DAY),
        ("brief", "nasty", "--format", "md", *DAY),
        ("brief", "nasty", "--format", "json", *DAY),
        ("rivals", "nasty", *DAY),
        ("rivals", "nasty", "--flip", "--lang", "zh", *DAY),
        ("rivals", "nasty", NASTY, "--format", "json", *DAY),
        ("rivals", "nasty", f"x{NASTY}", *DAY),
        ("deals", *DAY),
        ("deals", "--format", "json", *DAY),
        ("show", "nasty", "--all", *DAY),
        ("set", "nasty", f"person.{NASTY}.met=no", "--by", NASTY, "--note", NASTY, *DAY),
        ("set", "nasty", f"person.{NASTY}.met=maybe", *DAY),
        ("set", "nasty", f"deal.owner={NASTY}", *DAY),
        ("undo", "nasty"),
        (),
    ],
)
def test_hostile_texts_of_a_deal_are_shown_and_do_nothing(
    workspace: Path, run: Run, args: tuple[str, ...]
) -> None:
    store_nasty(workspace)
    if args[:1] == ("undo",):
        run("set", "nasty", "deal.our_share=60%", *DAY)
    ran = run(*args)
    assert ran.code in (0, 2)
    harmless(ran)
    if args and args[0] in ("brief", "show", "deals") and "json" not in args:
        assert "\\u001b" in ran.out, "shown, not dropped"
    if args and args[0] in ("brief", "show") and "json" not in args:
        assert "[@click=app.quit]" in ran.out.replace("\\", "").replace("\n", ""), "and taken literally"


@pytest.mark.parametrize(
    "args",
    [
        ("brief", NASTY),
        ("brief", "hotel", "--lang", NASTY),
        ("brief", "hotel", "--today", NASTY),
        ("brief", f"--{NASTY}"),
        ("brief", "--facts", NASTY.replace("\x00", "")),
        (NASTY,),
        ("set", "hotel", NASTY),
        ("set", "hotel", f"person.{NASTY}.met=yes"),
        ("set", "hotel", f"person.{NASTY}.met=yes", "--new"),
        ("set", "hotel", f"{NASTY}={NASTY}"),
        ("set", "hotel", f"deal.amount={NASTY}"),
        ("show", NASTY),
        ("undo", NASTY),
        ("check", "--explain", NASTY),
        ("check", NASTY),
        ("test", "--only", NASTY),
        ("init", ""),
    ],
)
def test_hostile_words_of_a_command_line_come_back_harmless(
    workspace: Path, run: Run, args: tuple[str, ...]
) -> None:
    ran = run(*args)
    assert ran.code == 2 and ran.out == ""
    harmless(ran)


@pytest.mark.parametrize(
    "id",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "a/../../b",
        "C:\\x",
        "con",
        "x" * 5000,
        "\ud800",
        "a\x00b",
        "~",
    ],
)
def test_ids_never_leave_the_folder(workspace: Path, run: Run, id: str) -> None:
    before = sorted(str(p) for p in workspace.parent.rglob("*"))
    for args in (("brief", id), ("show", id), ("undo", id), ("set", id, "deal.our_share=60%")):
        ran = run(*args)
        assert ran.code == 2, ran
        assert "root:" not in ran.out + ran.err
        harmless(ran)
    assert sorted(str(p) for p in workspace.parent.rglob("*")) == before


def test_a_facts_file_with_hostile_texts(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    quoted = json.dumps(NASTY)
    (tmp_path / "f.yaml").write_text(SMALL.format(id="d", name="x").replace('"x"', quoted), encoding="utf-8")
    ran = run("brief", "--facts", "f.yaml", *DAY)
    harmless(ran)
    raw = SMALL.format(id="d", name=NASTY)
    (tmp_path / "g.yaml").write_text(raw, encoding="utf-8")
    ran = run("brief", "--facts", "g.yaml", *DAY)
    assert ran.code == 1 and "yaml.control-character" in ran.err
    harmless(ran)


def test_hostile_names_of_rule_files(workspace: Path, run: Run) -> None:
    rules = workspace / "rules"
    rules.mkdir()
    (rules / "a\x1b[2Jb.yaml").write_text("schema: facts/1\nsubject: x\nfatcs: {}\n")
    (rules / "c\u202ed.yaml").write_text("nothing")
    ran = run("check")
    assert ran.code == 1 and "\\u001b" in ran.out
    harmless(ran)
    ran = run("check", "--format", "json")
    assert ran.code == 1
    harmless(ran)
    json.loads(ran.out)


def test_names_of_new_members_must_be_visible(workspace: Path, run: Run) -> None:
    for name in ("a\x1bb", "~none", "a|b", "x" * 101, "\u202e"):
        ran = run("set", "hotel", f"person.{name}.met=yes", "--new", *DAY)
        assert ran.code == 2 and "cannot be the name" in ran.err
        harmless(ran)
