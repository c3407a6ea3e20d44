"""Facts as CSV files: one row per alias or name, with their source, checked when they are read."""
