"""Runs inside Datasette: cells with an article lead to its place in the run's report, where there is one.

Datasette loads this file by its name; nothing of pressextract is imported here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.utils import tilde_encode
from datasette.utils.asgi import AsgiFileDownload, NotFound
from markupsafe import Markup

_PLUGIN = "article_links"
_ADDRESS = "/report/report.html"


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The report alone is served, not the run's folder."""
    return [(rf"^{_ADDRESS.replace('.', '[.]')}$", _send_report)]


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """A link to the report behind the article's own; the title takes it where the table shows the key as its link."""
    if not _report(datasette).is_file():
        return None
    if table == "articles" and column == "title":
        return Markup("{} {}").format(value, _to_report(datasette, row["article_id"]))
    key, label = (value["value"], value["label"]) if isinstance(value, dict) else (value, value)
    if column not in _settings(datasette)["keys"] or not isinstance(key, str) or not key:
        return None
    address = datasette.urls.row(database, "articles", tilde_encode(key))
    return Markup('<a href="{}">{}</a> {}').format(address, label or key, _to_report(datasette, key))


def _to_report(datasette: Any, article_id: str) -> Markup:
    address = f"{datasette.urls.path(_ADDRESS)}#article={quote(article_id)}"
    return Markup('<a href="{}" title="in the report, with its mentions marked">[report]</a>').format(address)


def _report(datasette: Any) -> Path:
    return Path(_settings(datasette)["report"])


def _settings(datasette: Any) -> dict[str, Any]:
    """Where the report lies, and which columns hold a key of `articles`; written by `metadata.py`."""
    return {"report": "", "keys": ()} | (datasette.plugin_config(_PLUGIN) or {})


async def _send_report(datasette: Any) -> AsgiFileDownload:
    report = _report(datasette)
    if not report.is_file():
        raise NotFound(f"no report of the run; pressextract report {report.parent} writes one")
    return AsgiFileDownload(str(report), content_type="text/html; charset=utf-8")
