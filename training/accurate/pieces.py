"""Articles as pieces: WordPiece with offsets, shapes, paragraph starts, and the gold in pieces."""

import gzip
import json

import numpy as np
from tokenizers import Tokenizer

CLS, SEP = 101, 102
WINDOW, STEP, SPAN = 254, 176, 126
NEITHER, SOURCE, CONTENT = 0, 1, 2
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


def tokenizer(path):
    t = Tokenizer.from_file(path)
    t.no_truncation()
    t.no_padding()
    return t


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def shape(piece):
    """The case of a piece in the source text, which MiniLM lower-cases. [CLS] and [SEP] have 0."""
    if not any(c.isalpha() for c in piece):
        return 1 if any(c.isdigit() for c in piece) else 2
    if piece.isupper():
        return 3 if len(piece) > 1 else 4
    if piece[0].isupper():
        return 5
    return 6 if piece.islower() else 7


class Article:
    """Pieces of one article and what is annotated.

    `said` has for each attribution the cue's first piece and the one after its last, the weight in
    training, and labelled ranges.
    """

    def __init__(self, record, tok):
        text = record["text"]
        e = tok.encode(text, add_special_tokens=False)
        self.id = record["id"]
        self.pieces = np.array(e.ids, dtype=np.int32)
        offsets = np.array(e.offsets, dtype=np.int64).reshape(-1, 2)
        self.start, self.end = offsets[:, 0], offsets[:, 1]
        self.shapes = np.array([shape(text[a:b]) for a, b in e.offsets], dtype=np.int8)
        self.paragraphs = np.zeros(len(e.ids), dtype=np.int8)
        at = 0
        for i, (a, b) in enumerate(e.offsets):
            self.paragraphs[i] = "\n" in text[at:a]
            at = b
        self.tags = np.zeros(len(e.ids), dtype=np.int8)
        self.certainty = np.ones(len(e.ids), dtype=np.float32)
        self.said = []
        for a in record.get("attributions", []):
            cue = [self.range(s) for s in a["cue"]]
            cue = [c for c in cue if c[0] < c[1]]
            if not cue:
                continue
            p = a.get("cue_p", 1.0)
            for i, j in cue:
                self.tags[i:j] = INSIDE
                self.certainty[i:j] = p
            first, last = min(i for i, _ in cue), max(j for _, j in cue)
            self.tags[first] = BEGIN
            weight = p * a.get("role_p", 1.0) ** 2
            ranges = [(CONTENT, *self.range(s)) for s in a["content"]]
            ranges += [(SOURCE, *self.range(s)) for s in a["source"]]
            ranges += [(NEITHER, *c) for c in cue]
            self.said.append((first, last, weight, ranges))

    def range(self, span):
        """Pieces that share a character with the span."""
        return int(np.searchsorted(self.end, span[0], "right")), int(
            np.searchsorted(self.start, span[1], "left")
        )

    def __len__(self):
        return len(self.pieces)


def reading_windows(n):
    """Windows as (start, end, from, to). A window is read for its pieces between from and to."""
    out, s, margin = [], 0, (WINDOW - STEP) // 2
    while n:
        e = min(n, s + WINDOW)
        out.append((s, e, s if s == 0 else s + margin, e if e == n else e - margin))
        if e == n:
            break
        s += STEP
    return out


def span_start(cue, length, span=SPAN):
    """Where the span around a cue starts in its window of `length` pieces."""
    middle = (cue[0] + cue[1]) // 2
    return max(0, min(middle - span // 2, length - span))
