"""The way between the sites: folders become packets, packets travel, results come back.

owns   items (folders and results on their way), packets, registers, scans, custody, badges
hears  intake.case-accepted: a folder lies at the window
       office.result-issued: a result lies at the office's clerk
       intake.case-handed-out: the applicant holds the result
says   accumulation.file-collected, packet-sealed, packet-dispatched, packet-arrived,
       packet-reconciled, file-moved, file-delivered, result-shelved
"""
