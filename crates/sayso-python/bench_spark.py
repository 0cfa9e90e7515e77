"""Measures Spark on 1 and on 2 executors of one core, and the command line on the same articles.

Usage: python bench_spark.py PROGRAM ARTICLES [COUNT], where ARTICLES is a JSON Lines file, which is repeated under
new ids until there are COUNT articles, 20,000 by default.
"""

import itertools
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import pyarrow as pa
import pyarrow.parquet

PARTITIONS = 16
# Spark's Snappy does not load where musl's tools are installed.
COMPRESSION = "zstd"


def on_spark(executors, articles, output):
    """In a process of its own: wall-clock seconds, after a first job that starts everything."""
    from pyspark.sql import SparkSession

    from sayso import spark

    # Executors run the Python that has the packages.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "1g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    df = session.read.parquet(articles)
    spark.attributions(df.limit(64).repartition(2 * executors)).count()
    begun = time.perf_counter()
    spark.attributions(df).write.parquet(output, compression=COMPRESSION)
    print(time.perf_counter() - begun)
    session.stop()


def command_line(program, articles, output, threads):
    """Wall-clock and CPU seconds."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    options = ("--threads", str(threads), "--format", "parquet", "-o", output)
    subprocess.run([program, "analyze", "-q", articles, *options], check=True)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    program, source = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20_000
    records = [json.loads(line) for line in pathlib.Path(source).read_text(encoding="utf-8").splitlines()]
    rows = []
    for n, record in zip(range(count), itertools.cycle(records), strict=False):
        rows.append({key: record.get(key) for key in ("text", "title", "date", "publisher")} | {"id": f"{n:06}"})
    words = sum(len(row["text"].split()) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        whole, parts = f"{folder}/articles.parquet", f"{folder}/parts"
        table = pa.Table.from_pylist(rows)
        pyarrow.parquet.write_table(table, whole, compression=COMPRESSION)
        os.mkdir(parts)
        for part in range(PARTITIONS):
            numbers = pa.array(range(part, count, PARTITIONS))
            share = table.take(numbers)
            pyarrow.parquet.write_table(share, f"{parts}/{part:02}.parquet", compression=COMPRESSION)
        print(f"{count:,} articles, {words:,} words, load {os.getloadavg()[0]:.1f}", flush=True)
        for executors in (1, 2):
            command = [sys.executable, __file__, "--on-spark", str(executors), parts, f"{folder}/spark{executors}"]
            ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            seconds = float(ended.stdout.split()[-1])
            load = os.getloadavg()[0]
            print(f"Spark, {executors} executors: {seconds:.1f} s, load {load:.1f}", flush=True)
        for threads in (1, 2):
            wall, cpu = command_line(program, whole, f"{folder}/program{threads}", threads)
            load = os.getloadavg()[0]
            print(f"command line, {threads} threads: {wall:.1f} s, CPU {cpu:.1f} s, load {load:.1f}", flush=True)


if sys.argv[1] == "--on-spark":
    on_spark(int(sys.argv[2]), *sys.argv[3:])
else:
    main()
