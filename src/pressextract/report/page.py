"""The page: style, script and data in one file that loads nothing and runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

#: The scripts in the order in which they need each other; in the page they are one, within one function.
SCRIPTS = (
    "labels_de.js", "labels_en.js", "labels.js", "elements.js", "tables.js", "filters.js", "lists.js", "charts.js",
    "overview.js", "article_list.js", "speakers.js", "ministries.js", "map.js", "initiatives.js", "counts.js",
    "force_layout.js", "network.js", "mention_panel.js", "article_view.js", "entity_view.js", "start.js",
)  # fmt: skip
#: What would end the data's element, begin another or, in old scripts, a line.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page(data: Mapping[str, Any]) -> str:
    """The whole HTML file."""
    style, script = static("report.css"), script_text()
    policy = (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(style)}';"
        " base-uri 'none'; form-action 'none'"
    )
    head, between, tail = _parts()
    return f"{head.replace('POLICY', policy).replace('STYLE', style)}{as_json(data)}{between}{script}{tail}"


def as_json(data: Mapping[str, Any]) -> str:
    """The data as JSON that no HTML parser takes for anything else."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPED)


def digest(text: str) -> str:
    """What a content security policy knows a script or style by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def script_text() -> str:
    """All scripts as one."""
    parts = "\n".join(f"// {name}\n{static(name)}" for name in SCRIPTS)
    return f'\n(() => {{\n"use strict";\n{parts}\n}})();\n'


@cache
def static(name: str) -> str:
    """A file of this folder."""
    return (files("pressextract.report") / name).read_text(encoding="utf-8")


def _parts() -> tuple[str, str, str]:
    """page.html before the data, between data and script, and after the script."""
    head, _, rest = static("page.html").partition("DATA")
    between, _, tail = rest.partition("SCRIPT")
    return head, between, tail
