"""Where publishers keep their press releases, and how pages come from there."""
