"""Training examples: articles cut into windows, windows put together into batches."""

import random

import numpy as np
import torch

from pieces import CLS, SEP, SPAN, WINDOW, span_start

HIDDEN = 0.15  # of the other cues' marks
JITTER = 0.15  # of the cues' edges
SHORT = 0.35  # short windows, for each article
EDGE = 16  # pieces of a window that are better read in the next
GOLD_LAST = 0.75  # from here on mostly gold
GOLD_SHARE = (0.15, 0.6)  # of articles, before and after
SPANS = (SPAN, 190)  # around a cue; wider ones in the later half, so that either width can be read
WIDE_FROM = 0.5
OTHER_MARKS, OTHER_CASE = 0.17, 0.12  # of windows: other quotation marks; no paragraphs or another case
OPEN, CLOSE, SINGLE_OPEN, SINGLE_CLOSE, STRAIGHT, APOSTROPHE = 1523, 1524, 1520, 1521, 1000, 1005
CAPITALS, SMALL = 3, 6  # shapes


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


class Batches(torch.utils.data.Dataset):
    """Batch i of a training: the same whoever makes it, since it draws from a generator of its own."""

    def __init__(self, gold, silver, seed, steps, rows):
        self.gold, self.silver, self.seed, self.steps, self.rows = gold, silver, seed, steps, rows

    def __len__(self):
        return self.steps

    def __getitem__(self, i):
        rng = random.Random(self.seed * 1_000_003 + i)
        share = GOLD_SHARE[i >= GOLD_LAST * self.steps]
        wide = i >= WIDE_FROM * self.steps and rng.random() < 0.5
        while True:
            windows = []
            while len(windows) < self.rows:
                articles = self.gold if rng.random() < share else self.silver
                windows += cut(rng.choice(articles), rng)
            rng.shuffle(windows)
            windows = windows[: self.rows]
            if any(cues for *_, cues in windows):
                return tensors(windows, rng, SPANS[wide])


def varied(pieces, shapes, paragraphs, rng):
    """The window as another editor might have set it."""
    pieces, shapes, paragraphs = pieces.copy(), shapes.copy(), paragraphs.copy()
    chance = rng.random()
    if chance < 0.12:
        pieces[(pieces == OPEN) | (pieces == CLOSE)] = STRAIGHT
        pieces[(pieces == SINGLE_OPEN) | (pieces == SINGLE_CLOSE)] = APOSTROPHE
    elif chance < OTHER_MARKS:
        straight = np.flatnonzero(pieces == STRAIGHT)
        pieces[straight[0::2]], pieces[straight[1::2]] = OPEN, CLOSE
    chance = rng.random()
    if chance < 0.08:
        paragraphs[:] = 0
    elif chance < OTHER_CASE:
        shapes[shapes >= CAPITALS] = SMALL if chance < 0.11 else CAPITALS
    return pieces, shapes, paragraphs


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
    """The inputs and targets of one batch, all windows and all spans of one length."""
    rows, length = len(windows), WINDOW + 2
    pieces, shapes, paragraphs, tags = (np.zeros((rows, length), dtype=np.int64) for _ in range(4))
    certainty = np.ones((rows, length), dtype=np.float32)
    counted = np.zeros((rows, length), dtype=np.float32)
    mask = np.zeros((rows, length), dtype=bool)
    starts, marks, labels, weights, seen = [], [], [], [], []
    for row, (article, s, e, said) in enumerate(windows):
        n = e - s
        here = slice(1, n + 1)
        looks = varied(article.pieces[s:e], article.shapes[s:e], article.paragraphs[s:e], rng)
        pieces[row, 0], pieces[row, n + 1] = CLS, SEP
        pieces[row, here], shapes[row, here], paragraphs[row, here] = looks
        tags[row, here] = article.tags[s:e]
        certainty[row, here] = article.certainty[s:e]
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
            starts.append(row * length + start + 1)
            marks.append(np.pad(mark[start : start + span], pad))
            labels.append(np.pad(label[start : start + span], pad))
            weights.append(np.pad(np.full(there, cue[2], dtype=np.float32), pad))
            seen.append(np.arange(span) < there)
    places = np.minimum(np.array(starts)[:, None] + np.arange(span), rows * length - 1)
    return {
        name: torch.from_numpy(np.asarray(value))
        for name, value in dict(
            pieces=pieces,
            shapes=shapes,
            paragraphs=paragraphs,
            mask=mask,
            tags=tags,
            certainty=certainty,
            counted=counted,
            places=places,
            marks=marks,
            labels=labels,
            weights=weights,
            seen=seen,
        ).items()
    }
