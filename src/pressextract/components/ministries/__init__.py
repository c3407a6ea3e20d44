"""Ministries: supreme authorities of Bund, Länder and other states, resolved by date and Land."""
