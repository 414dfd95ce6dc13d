"""`psc`: run, serve, work, migrate, show."""

from __future__ import annotations

from typing import Annotated

import typer

from psc import catalogue_commands, paper_commands, term_commands
from shared.runtime import settings as settings_module
from shared.runtime.settings import SERVICES, load, require

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help=__doc__,
    # A traceback with local variables would print secrets.
    pretty_exceptions_enable=False,
)

app.add_typer(catalogue_commands.app, name="catalogue")
app.add_typer(term_commands.app, name="term")
paper_commands.register(app)

ServiceName = Annotated[str, typer.Argument(help=" | ".join(SERVICES))]


def _known(service: str) -> str:
    if service not in SERVICES:
        raise typer.BadParameter(f"{service}: one of {', '.join(SERVICES)} is expected")
    return service


@app.command()
def run() -> None:
    """Everything in one process on one port, with a database of its own."""
    from psc.run import run_embedded

    run_embedded(load())


@app.command()
def serve(service: ServiceName) -> None:
    """The HTTP side of one service (production)."""
    from psc.production import serve_service

    require(load(), service=_known(service), broker=False)
    serve_service(service, load())


@app.command()
def work(service: ServiceName) -> None:
    """The worker of one service: relay, consumer, timers (production)."""
    from psc.production import work_for

    require(load(), service=_known(service), broker=True)
    work_for(service, load())


@app.command()
def migrate(schema: Annotated[str | None, typer.Argument()] = None) -> None:
    """Bring every schema (or one) to its newest form."""
    from psc.migrate import upgrade_all

    if schema not in (None, "identity", *SERVICES):
        raise typer.BadParameter(
            f"{schema}: identity, {', '.join(SERVICES)} or nothing is expected"
        )
    for each in [schema] if schema else SERVICES:
        require(load(), service=each, broker=False)
    upgrade_all(load(), schema)


@app.command()
def seed() -> None:
    """Load the demonstration's sites, accounts and badges."""
    import asyncio

    from psc.demonstration import load_demonstration, tell_accounts

    asyncio.run(load_demonstration(load()))
    tell_accounts()


@app.command()
def demo(
    base: Annotated[str, typer.Option(help="Address of the interchange.")] = "",
    service: Annotated[
        list[str] | None,
        typer.Option(help="A service at an address of its own: intake=http://127.0.0.1:8001"),
    ] = None,
    pause: Annotated[float, typer.Option(help="Seconds between two hands.")] = 0.0,
) -> None:
    """Carry one approved and one refused case through the running system, over its HTTP API."""
    from psc.demo import run_demo

    at = dict(entry.split("=", 1) for entry in service or [])
    run_demo(base or f"http://{load().host}:{load().port}", pause, at)


@app.command()
def key() -> None:
    """Make a new sealing key (PSC_SEALING_KEY)."""
    from shared.runtime.sealing import new_key

    typer.echo(new_key())


@app.command("settings")
def show_settings() -> None:
    """Every setting, as docs/settings.md has it."""
    typer.echo(settings_module.as_markdown(), nl=False)


@app.command()
def docs(
    check: Annotated[bool, typer.Option(help="Only say what is out of date.")] = False,
) -> None:
    """Write what is generated under docs/: OpenAPI, AsyncAPI, settings, diagrams."""
    from psc.documents import write_documents

    raise typer.Exit(write_documents(check=check))


if __name__ == "__main__":
    app()
