"""What several schemas' migrations have in common. Frozen: a change is a new step."""
