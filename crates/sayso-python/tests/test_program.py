"""The command line that comes with the wheel, and what importing costs."""

import os
import signal
import subprocess
import sys
import time

import sayso


def test_the_program_is_there(program):
    assert program("--version").stdout == f"sayso {sayso.__version__}\n"
    assert program("analyze", input="Moscow denied it.").stdout.startswith('{"format":2,')


def test_it_runs_as_a_module():
    command = [sys.executable, "-m", "sayso", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"sayso {sayso.__version__}\n"


def test_exit_codes_are_the_programs(program, tmp_path):
    assert program("analyse").returncode == 1
    assert program("analyze", "nowhere.txt").returncode == 1
    (tmp_path / "broken.jsonl").write_text("{\n")
    assert program("analyze", tmp_path / "broken.jsonl").returncode == 2
    assert program("analyze", "-q", input="Moscow denied it.").returncode == 0


def test_a_closed_pipe_is_enough(program, tmp_path):
    (tmp_path / "many.jsonl").write_text('{"id": "a", "text": "Moscow denied it."}\n' * 20_000)
    path = os.path.join(os.path.dirname(sys.executable), "sayso")
    with subprocess.Popen(
        [path, "analyze", tmp_path / "many.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 0, errors


def test_an_interrupt_ends_it(tmp_path):
    path = os.path.join(os.path.dirname(sys.executable), "sayso")
    with subprocess.Popen([path, "analyze", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        process.stdout.read()
    assert process.returncode in (130, -signal.SIGINT)


def test_importing_needs_nothing_else():
    code = "import sys, sayso; print(*sorted(sys.modules)); sayso.analyze; print(*sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    at_once, loaded = map(str.split, told.splitlines())
    assert not [name for name in at_once if name.startswith("sayso.")]
    assert not {"numpy", "pyarrow", "pandas", "spacy", "pyspark"} & set(loaded)
