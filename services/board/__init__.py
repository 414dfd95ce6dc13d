"""The board: where everything is, for everybody who may know.

owns   one timeline per case, one summary row per case, what was told about due times
hears  everything that the other services say
says   board.case-at-risk, board.case-overdue
"""
