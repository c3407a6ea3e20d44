"""Quotes: direct speech in quotation marks and who speaks."""
