"""The German pipeline that comes with the package; see README.md in this folder for what it is and what it can."""

from __future__ import annotations

from pathlib import Path

#: Its name in the settings; any other name is that of an installed spaCy package or of a folder.
BUNDLED = "de_press_sm"


def bundled_path() -> Path:
    """Where the bundled pipeline lies.

    `Settings` asks for this without loading spaCy, so nothing here imports it. Wheels are unpacked on installation:
    the folder is always a real one.
    """
    return Path(__file__).parent / BUNDLED


def name_span_weights() -> Path:
    """Where the weights lie that tell names of organisations and initiatives from other spans."""
    return Path(__file__).parent / "name_spans.csv"
