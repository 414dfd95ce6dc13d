"""The way's API, by what it is about."""

from services.accumulation.web.api import packets, papers, scans, tasks

ROUTERS = (tasks.router, papers.router, packets.router, scans.router)

__all__ = ["ROUTERS"]
