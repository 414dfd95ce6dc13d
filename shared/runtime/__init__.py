"""The outside world, once for all services.

settings.py    what a deployment states         database.py  engine, one transaction a request
outbox.py      events in the same transaction   inbox.py     each message once, early ones wait
relay.py       outbox → carrier                 carriers/    embedded, rabbit
identity/      who asks, and what they may      problems.py  how a refusal looks over HTTP
catalogue.py   regulations and calendars        sealing.py   a person's data inside events
service.py     what a service is made of        log.py metrics.py health.py  how it is watched
"""
