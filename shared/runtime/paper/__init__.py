"""What the house prints and signs.

forms/       what each paper says: a dataclass a form, named as its template in shared/paper
fields       which fields an act wants on its receipt or talon
printing     a form → PDF/A-2b, never on the event loop
barcodes     Code 128 and QR as drawings
authority    the demonstration's own certificates
signing      PAdES on a result; what was missing is added later
cms          the signatures of electronic applications, judged one question at a time
archive      a case as one file that proves itself
"""

import logging

# The signing libraries name people and their ИИН in what they log: that stays out of our logs.
for library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)
