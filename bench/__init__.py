"""Measured figures, each beside its floor in the same run: `python -m bench [names…]`.

A floor is the bare library doing the same work: what no service could beat. Figure and floor are
measured in turn on the same machine, five times each, so that what disturbs one disturbs both.
"""
