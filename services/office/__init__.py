"""The office: where a case is decided.

owns   files and their journal, resolutions, opinions, drafts, signatures, the log of steps
hears  intake.case-accepted: a file is on its way, or lies here already
       accumulation.file-delivered: the folder lies before the clerk
       accumulation.file-moved, accumulation.result-shelved: the result left, and arrived
       intake.case-handed-out: the applicant holds the result
says   office.case-registered, office.case-resolved, office.step-taken, office.case-decided,
       office.result-issued
"""
