"""Questions to accumulation: read only."""
