"""Documentation made from the base pack and every optional pack."""

from advisor import content
from advisor.errors import RulebookError
from advisor.pipeline.crosstable import coverage_page, cross_table
from advisor.pipeline.method import method_page, method_rows
from advisor.playbook.plays import load_plays
from advisor.rulebook.load import Source, load


def made(page: str) -> str:
    """Return the page `method` or `coverage`. Raises `RulebookError` where the rules cannot be used."""
    pack = content.with_every_pack(content.base())
    loaded = load(Source(f.name, f.text) for f in content.rule_files(pack))
    if loaded.rulebook is None:
        raise RulebookError(loaded.findings)
    rulebook = loaded.rulebook
    plays, _ = load_plays(content.play_files(pack), rulebook.dictionary)
    if page == "coverage":
        tables = tuple(cross_table(rulebook, rows, columns) for rows, columns in rulebook.page.crosstables)
        return coverage_page(rulebook, tables)
    return method_page(method_rows(rulebook, plays), rulebook, plays)
