"""What the board does: it hears of everything (hearing.py), and tells what nobody took in time
(warning.py)."""
