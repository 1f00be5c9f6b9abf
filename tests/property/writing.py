"""Plain data to the YAML texts of rule files; labels and reasons that rules need are added here."""

from __future__ import annotations

import re
from typing import Any

from tests.property.meaning import Quoted

SIMPLE = re.compile(r"[A-Za-z0-9_$-][A-Za-z0-9_.%$ -]*[A-Za-z0-9_.%]|[A-Za-z0-9_$]")
FLOW_WIDTH = 90


def write(file: dict[str, Any], labels: bool = True) -> str:
    """Return a file's text; without labels it is shorter to read, but cannot be loaded."""
    return "\n".join(_block(_labelled(file) if labels else file, 0)) + "\n"


def _label(text: str) -> dict[str, str]:
    return {"en": f"About {text}", "zh": f"关于 {text}"}


def _labelled(file: dict[str, Any]) -> dict[str, Any]:
    """Return the file with the labels and reasons that every fact, parameter and rule must have."""
    if file["schema"] == "facts/1":
        facts = {n: {"label": _label(n), **_asked(said), **said} for n, said in file["facts"].items()}
        return {**file, "facts": facts}
    parameters = {
        n: {"origin": "proposal", "label": _label(n), **said}
        for n, said in file.get("parameters", {}).items()
    }
    decisions = [
        {**d, "rules": [{**r, "then": {**r["then"], "because": _label(r["id"])}} for r in d["rules"]]}
        if "rules" in d
        else d
        for d in file["decisions"]
    ]
    head = (
        {**file, "parameters": parameters}
        if parameters
        else {k: v for k, v in file.items() if k != "parameters"}
    )
    return {**head, "decisions": decisions}


def _asked(said: dict[str, Any]) -> dict[str, str]:
    told = said.get("derived") == "yes" or said.get("our_act") == "yes" or said["type"] == "text"
    return {} if told else {"asked": "no"}


def scalar(text: str) -> str:
    """Return a text as a YAML scalar, in quotes where it needs them."""
    if SIMPLE.fullmatch(text) and not isinstance(text, Quoted) and not text.startswith("-"):
        return text
    if re.fullmatch(r"-[0-9.]+", text):
        return text
    if all(c.isprintable() for c in text) and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _block(node: Any, depth: int) -> list[str]:
    pad = "  " * depth
    if isinstance(node, dict):
        lines: list[str] = []
        for key, value in node.items():
            flow = _flow(value)
            if flow is not None:
                lines.append(f"{pad}{scalar(key)}: {flow}")
            else:
                lines.append(f"{pad}{scalar(key)}:")
                lines += _block(value, depth + 1)
        return lines
    lines = []
    for item in node:
        flow = _flow(item)
        if flow is not None:
            lines.append(f"{pad}- {flow}")
        else:
            first, *rest = _block(item, depth + 1)
            lines += [f"{pad}- {first.lstrip()}", *rest]
    return lines


def _flow(node: Any) -> str | None:
    """Return a short, harmless node on one line; `None` where it must stand in block form."""
    if isinstance(node, str):
        return scalar(node)
    if isinstance(node, dict) and "en" in node:
        return None
    if isinstance(node, dict):
        parts = [(scalar(k), _flow(v)) for k, v in node.items()]
        if not parts or any(v is None or not _tame(k) for k, v in parts):
            return None
        text = "{" + ", ".join(f"{k}: {v}" for k, v in parts) + "}"
    else:
        items = [_flow(v) for v in node]
        if any(v is None for v in items):
            return None
        text = "[" + ", ".join(str(v) for v in items) + "]"
    return text if len(text) <= FLOW_WIDTH else None


def _tame(key: str) -> bool:
    return SIMPLE.fullmatch(key) is not None
