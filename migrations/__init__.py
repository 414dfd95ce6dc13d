"""One line of migrations per schema. Expand, backfill and contract are separate steps."""
