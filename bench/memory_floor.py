"""The floor of `memory`: uvicorn, FastAPI and SQLAlchemy with one question to the database."""

from __future__ import annotations

import os

import uvicorn
from fastapi import FastAPI
from sqlalchemy import text

from shared.runtime.database import create_engine

app = FastAPI()
engine = create_engine(os.environ["PSC_DATABASE_URL"], 16, "bench")


@app.get("/one")
async def one() -> dict[str, int]:
    async with engine.connect() as db:
        return {"one": int(await db.scalar(text("SELECT 1")) or 0)}


@app.get("/health/ready")
async def ready() -> dict[str, str]:
    return {"database": "ok"}


if __name__ == "__main__":
    uvicorn.run(app, port=int(os.environ["PSC_PORT"]), log_level="warning", access_log=False)
