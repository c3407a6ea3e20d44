"""HTML in, article out: decode, thin, find the article, walk it once into blocks, sort out the press furniture."""

from __future__ import annotations

from pressextract.cleaning.cleaner import clean, clean_or_loss, clean_page

__all__ = ["clean", "clean_or_loss", "clean_page"]
