"""Training examples: articles cut into windows, windows put together into tensors."""

import numpy as np
import torch

from pieces import CLS, SEP, WINDOW, span_start

PIECES = 2 * WINDOW  # in one part of a batch
HIDDEN = 0.15  # of the other cues' marks
JITTER = 0.15  # of the cues' edges
SHORT = 0.35  # short windows, for each article
EDGE = 16  # pieces of a window that are better read in the next
GOLD_LAST = 0.7  # from here on mostly gold
GOLD_SHARE = (0.2, 0.85)  # of articles, before and after


def endless(items, rng):
    while True:
        order = list(items)
        rng.shuffle(order)
        yield from order


def cut(article, rng):
    """Windows that cover an article, and now and then a short one: short texts are read too.

    A window is (article, start, end, cues): the cues that lie nearest its middle of all windows.
    """
    n = len(article)
    if n <= WINDOW:
        return [(article, 0, n, article.said)]
    count = -(-n // WINDOW) + (rng.random() < 0.5)
    starts = [round(i * (n - WINDOW) / (count - 1)) for i in range(count)]
    cues = [[] for _ in starts]
    for said in article.said:
        middle = (said[0] + said[1]) // 2
        best = min(range(count), key=lambda i: abs(starts[i] + WINDOW // 2 - middle))
        if starts[best] <= said[0] and said[1] <= starts[best] + WINDOW:
            cues[best].append(said)
    out = [(article, s, s + WINDOW, c) for s, c in zip(starts, cues)]
    if rng.random() < SHORT:
        breaks = [0, *np.flatnonzero(article.paragraphs).tolist(), n]
        first = rng.randrange(len(breaks) - 1)
        most = rng.choice((30, 60, 120, 200))
        last = first + 1
        while last + 1 < len(breaks) and breaks[last + 1] - breaks[first] <= most:
            last += 1
        s, e = breaks[first], min(breaks[last], breaks[first] + WINDOW)
        if e - s >= 4:
            out.append((article, s, e, [c for c in article.said if s <= c[0] and c[1] <= e]))
    return out


def parts(gold, silver, rng, progress):
    """Groups of windows of about one size, whose padded pieces come to PIECES."""
    gold, silver = endless(gold, rng), endless(silver, rng)
    waiting = {}
    pool = []
    while True:
        while len(pool) < 64:
            share = GOLD_SHARE[progress() >= GOLD_LAST]
            pool += cut(next(gold) if rng.random() < share else next(silver), rng)
        window = pool.pop(rng.randrange(len(pool)))
        size = -(-(window[2] - window[1]) // 32)
        group = waiting.setdefault(size, [])
        group.append(window)
        if (len(group) + 1) * min(32 * size, WINDOW) > PIECES:
            yield waiting.pop(size)


def marked(cue, inside, s, n, rng):
    """Marks and labels of the n pieces from s for one cue among those inside."""
    mark, label = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    for other in inside:
        if rng.random() >= HIDDEN:
            mark[max(0, other[0] - s) : other[1] - s] = 2
    a, b = cue[0] - s, cue[1] - s
    mark[a:b] = 0
    if rng.random() < JITTER:
        # A predicted cue may be a piece longer or shorter than the annotated one.
        left, right = rng.choice(((-1, 0), (0, 1), (1, 0), (0, -1)))
        if a + left >= 0 and b + right <= n and a + left < b + right:
            a, b = a + left, b + right
    mark[a:b] = 1
    for what, i, j in cue[3]:
        label[max(0, i - s) : max(0, j - s)] = what
    return mark, label


def tensors(windows, rng, span):
    """The inputs and targets of one part."""
    rows, length = len(windows), max(e - s for _, s, e, _ in windows) + 2
    pieces, shapes, paragraphs, tags = (np.zeros((rows, length), dtype=np.int64) for _ in range(4))
    certainty = np.ones((rows, length), dtype=np.float32)
    counted = np.zeros((rows, length), dtype=np.float32)
    mask = np.zeros((rows, length), dtype=bool)
    span = min(span, length - 2)
    spans, marks, labels, weights, seen = [], [], [], [], []
    for row, (article, s, e, said) in enumerate(windows):
        n = e - s
        pieces[row, 0], pieces[row, 1 : n + 1], pieces[row, n + 1] = CLS, article.pieces[s:e], SEP
        shapes[row, 1 : n + 1] = article.shapes[s:e]
        paragraphs[row, 1 : n + 1] = article.paragraphs[s:e]
        tags[row, 1 : n + 1] = article.tags[s:e]
        certainty[row, 1 : n + 1] = article.certainty[s:e]
        if n < WINDOW:
            paragraphs[row, 1] = 0  # as at the start of a text
        # The edges of a window are read in its neighbours, unless a paragraph ends there.
        left = s > 0 and not article.paragraphs[s]
        right = e < len(article) and not article.paragraphs[e]
        counted[row, 1 + EDGE * left : n + 1 - EDGE * right] = 1
        mask[row, : n + 2] = True
        inside = [c for c in article.said if c[0] < e and c[1] > s]
        for cue in said:
            mark, label = marked(cue, inside, s, n, rng)
            start = span_start((cue[0] - s, cue[1] - s), n, span)
            there = min(n, span)
            pad = (0, span - there)
            spans.append((row, start + 1))
            marks.append(np.pad(mark[start : start + span], pad))
            labels.append(np.pad(label[start : start + span], pad))
            weights.append(np.pad(np.full(there, cue[2], dtype=np.float32), pad))
            seen.append(np.arange(span) < there)
    t = torch.from_numpy
    out = dict(
        pieces=t(pieces),
        shapes=t(shapes),
        paragraphs=t(paragraphs),
        tags=t(tags),
        certainty=t(certainty),
        counted=t(counted),
        mask=None if mask.all() else t(mask),
        spans=spans,
    )
    if spans:
        seen = np.array(seen)
        out.update(
            marks=t(np.array(marks)),
            labels=t(np.array(labels)),
            weights=t(np.array(weights)),
            seen=None if seen.all() else t(seen),
        )
    return out
