"""The window: where a person stands before a desk.

owns   applicants, cases, their documents, receipts, hand-out
hears  accumulation.result-shelved: the result lies ready
       office.result-issued: it lies ready where it was decided
       office.case-decided: what was decided
says   intake.case-accepted, intake.case-handed-out
"""
