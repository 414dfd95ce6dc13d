"""Rows ↔ values: items with their custody, packets with their registers, scans, badges."""
