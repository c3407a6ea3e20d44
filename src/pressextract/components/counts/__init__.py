"""Counts: stated quantities, their value and what is counted. A grammar over tokens; it needs no model."""
