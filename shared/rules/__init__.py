"""The law as pure functions: no I/O, no clock, no framework.

regulation.py  what an act states     route.py     which step comes next, and whose it is
calendar.py    when a site works      terms.py     when a step is due, and why
identifiers.py numbers and barcodes   iin.py       the personal number
broken.py      how a rule says no
"""
