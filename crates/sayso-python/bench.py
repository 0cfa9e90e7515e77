"""Measures the Python package beside the command line: words per CPU second, in turns, the best of each.

Usage: python bench.py PROGRAM ARTICLES [ROUNDS], where ARTICLES is a JSON Lines file with id, text and the rest.
"""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import pyarrow as pa

import sayso


def own(work):
    """CPU seconds of this process, of all its threads."""
    before = time.process_time()
    work()
    return time.process_time() - before


def others(*command):
    """CPU seconds of a program, start to end."""

    def spent():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = spent()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return spent() - before


def importing():
    """Seconds to import the package, without Python's own start."""
    code = "import time; t = time.perf_counter(); import sayso; print(time.perf_counter() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)


def main():
    program, articles = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    records = [json.loads(line) for line in pathlib.Path(articles).read_text(encoding="utf-8").splitlines()]
    fields = ("id", "text", "title", "date", "publisher")
    table = pa.table({field: [record.get(field) for record in records] for field in fields})
    texts = table["text"].to_pylist()
    words = sum(len(text.split()) for text in texts)

    def many(threads):
        for analysis in sayso.analyze_many(texts, threads):
            len(analysis.attributions)

    with tempfile.TemporaryDirectory() as folder:
        # The same fields for both.
        plain = pathlib.Path(folder, "articles.jsonl")
        plain.write_text("".join(json.dumps(row) + "\n" for row in table.to_pylist()), encoding="utf-8")
        said = pathlib.Path(folder, "said")
        parquet = ("--format", "parquet", "-o", said)
        jsonl = ("--format", "jsonl")
        analyze = (program, "analyze", "-q", plain, "--threads")
        ways = {
            "command line, JSON Lines, 1 thread": lambda: others(*analyze, "1", *jsonl),
            "analyze_many and .attributions, 1 thread": lambda: own(lambda: many(1)),
            "command line, JSON Lines, 2 threads": lambda: others(*analyze, "2", *jsonl),
            "analyze_many and .attributions, 2 threads": lambda: own(lambda: many(2)),
            "command line, Parquet, 2 threads": lambda: others(*analyze, "2", *parquet),
            "attributions, 2 threads": lambda: own(lambda: sayso.attributions(table, threads=2)),
        }
        best = dict.fromkeys(ways, float("inf"))
        for _ in range(rounds):
            for way, measure in ways.items():
                for file in said.glob("*"):
                    file.unlink()
                best[way] = min(best[way], measure())
    for way, seconds in best.items():
        print(f"{way:<46} {words / seconds:>10,.0f} words per CPU second")
    print(f"{'import sayso':<46} {1000 * min(importing() for _ in range(10)):>10.1f} ms")


main()
