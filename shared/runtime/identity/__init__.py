"""Who asks, and what they may: organisations, accounts, roles, tokens. A schema of its own."""
