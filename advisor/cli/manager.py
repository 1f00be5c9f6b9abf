"""`advisor portfolio` and `advisor docs`: the manager's page, and pages made from the rules themselves."""

import os
from typing import TYPE_CHECKING

from advisor.cells import show as shown
from advisor.cells import wrap
from advisor.cli import out
from advisor.cli.brief import workspace_desk
from advisor.cli.settings import day_of, lang_of, one_of, width_of
from advisor.errors import FactError, UsageError
from advisor.labels import Lang

if TYPE_CHECKING:
    from advisor.facts.deal import Value
    from advisor.pipeline.desk import Desk
    from advisor.pipeline.portfolio import PortfolioView

FORMATS = ("text", "json")
PAGES = ("method", "coverage")
ZERO = ("0", "0%")


def portfolio(
    owner: str | None, told: list[str], today: str | None, format_: str, lang_text: str | None
) -> int:
    """Print what the rules say of all open deals together; `told` are facts of the portfolio, NAME=VALUE."""
    from advisor.pipeline.portfolio import view_of

    lang, day = lang_of(lang_text), day_of(today)
    as_json = one_of("--format", format_, FORMATS) == "json"
    desk = workspace_desk(day)
    view = view_of(desk, owner or "", _told(desk, told))
    if as_json:
        from advisor.exchange.brief_json import record_text

        out.page(record_text(view))
    else:
        _print(view, lang, width_of(None))
    return 0


def _told(desk: "Desk", assignments: list[str]) -> "dict[str, Value]":
    found: dict[str, Value] = {}
    for text in assignments:
        name, sign, value = text.partition("=")
        name = name.removeprefix("portfolio.")
        if not sign:
            raise UsageError(
                f"'{text[:60]}' is not NAME=VALUE", hint="advisor portfolio scope=team weekly_hours=40"
            )
        fact = desk.pack.rulebook.dictionary.find("portfolio", name)
        if fact.derived:
            raise FactError(f"portfolio.{name} follows from the deals and cannot be given")
        found[name] = fact.type.read(value)
    return found


def _print(view: "PortfolioView", lang: Lang, columns: int) -> None:
    for standing in view.standings:
        text = standing.text.text(lang)
        if standing.state in ("known", "possible") and text not in ZERO:
            out.line(shown(f"{standing.label.text(lang)}: {text}"))
    for action in view.actions:
        out.line("")
        out.line(
            shown(f"> {action.title.text(lang)}  ({action.score}, {action.rule.id}, {action.rule.place})")
        )
        _wrapped(action.because.text(lang), columns)
        _wrapped(action.first_step.text(lang), columns)
    for warning in view.warnings:
        out.line("")
        out.line(shown(f"[!] {warning.rule.id}  {warning.rule.place}"))
        _wrapped(warning.because.text(lang), columns)
    for _, members in view.members:
        for member in members:
            parts = [
                f"{s.label.text(lang)} {s.text.text(lang)}" for s in member.standings if s.state == "known"
            ]
            if len(parts) > 1:
                out.line(shown(f"  {member.name}: {' · '.join(parts)}"))


def _wrapped(text: str, columns: int) -> None:
    for line in wrap(shown(text), columns - 4):
        out.line(f"    {line}")


def docs(page: str, check: bool, folder: str | None) -> int:
    """Print a page, write it into a folder, or check that the one there is up to date (1 when it is not)."""
    from advisor.pipeline.pages import made

    one_of("PAGE", page, PAGES)
    text = made(page)
    if folder is None and not check:
        out.page(text)
        return 0
    path = os.path.join(folder or "docs", f"{page}.md")
    if check:
        try:
            with open(path, encoding="utf-8") as file:
                current = file.read() == text
        except OSError:
            current = False
        if not current:
            out.said(
                f"{path} is not what 'advisor docs {page}' makes; run it with --write {folder or 'docs'}"
            )
        return 0 if current else 1
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return 0
