from collections.abc import Callable
from typing import NamedTuple

import pytest

GOOD = """\
---
id: extend-lead
title:
  en: Extend the lead
  zh: 扩大领先
topic: opening_move
effort: low
compliance: ok
source: {doc: "003", part: "art. 3, cell H"}
evidence:
  - deal.tender_issued
  - person.met
---

## en

### Goal

Stay ahead, and let it be seen.
Two lines, one paragraph.

### When it fits

- We lead on neutral ground.
- Nobody has complained.

### Steps

1. Ask for the date.
2. Deliver early, so that
   nothing waits for us.

### Ask

- Who signs?

### Say

"We are ready."

### Avoid

- No invented deadline.

### It worked when

- The tender is out: `deal.tender_issued`

## zh

### 目标

保持领先，让人看见：决策层、
使用部门都看见。

### 适用时机

- 中立地盘，我方领先。

### 步骤

1. 问清日期。
2. 提前交付。

### 要问的

- 谁签字？

### 可以这样说

“我们准备好了。”

### 避免

- 不编造期限。

### 见效标志

- 招标已发：`deal.tender_issued`
"""


class File(NamedTuple):
    """A play's file."""

    name: str
    text: bytes


@pytest.fixture
def good() -> str:
    return GOOD


@pytest.fixture
def file() -> Callable[..., File]:
    """Return a maker of files: the good play with texts replaced."""

    def make(*changes: tuple[str, str], name: str = "plays/opening/extend-lead.md") -> File:
        text = GOOD
        for old, new in changes:
            assert text.count(old) >= 1, old
            text = text.replace(old, new, 1)
        return File(name, text.encode())

    return make
