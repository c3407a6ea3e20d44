"""German press releases in, analysis-ready tables out."""
