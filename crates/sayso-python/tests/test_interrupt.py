"""Ctrl-C is answered at once, whatever is going on."""

import signal
import subprocess
import sys
import time

import pytest

from conftest import ROOT

BEGIN = f"""
import asyncio, pathlib, sys
import pyarrow as pa
import sayso
[path] = pathlib.Path({str(ROOT / "seeds")!r}).glob("*.txt")
seed = path.read_text(encoding="utf-8")
# What takes a minute at least.
articles = pa.table({{"text": [seed] * 40_000, "id": list(range(40_000))}})
long = seed * 8_000
print("ready", flush=True)
"""
WORK = [
    "sayso.report(articles)",
    "sayso.tables(articles)",
    "sayso.attributions(articles)",
    "list(sayso.analyze_many([long]))",
    "sayso.analyze(long)",
    "sayso.explain(long, 300)",
    "asyncio.run(sayso.aanalyze(long))",
]


@pytest.mark.parametrize("work", WORK)
def test_an_interrupt_is_answered(work):
    with subprocess.Popen(
        [sys.executable, "-c", BEGIN + work], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        time.sleep(1)
        began = time.perf_counter()
        process.send_signal(signal.SIGINT)
        try:
            errors = process.communicate(timeout=60)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        took = time.perf_counter() - began
    assert errors.splitlines()[-1] == "KeyboardInterrupt"
    assert took < 15, f"{took:.1f} s"
