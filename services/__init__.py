"""The rooms on the way of a case: intake, accumulation, office, and the board that watches."""
