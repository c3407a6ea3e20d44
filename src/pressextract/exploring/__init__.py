"""The tables of a finished run in the browser: an SQLite copy, served by Datasette on this machine only.

What Datasette shows of it stands in `metadata.py`; `plugins/article_links.py` runs inside Datasette.
"""

from __future__ import annotations

from pressextract.exploring.explorer import Exploration, prepared

__all__ = ["Exploration", "prepared"]
