"""The network: MiniLM whose last two layers run once for cues and once more for each cue.

Four lower layers read a window of pieces. Two "plain" layers on top tag cues. For each cue, two
"marked" layers read the pieces around it, told by an added embedding which cue is meant, and label
every piece as source, content or neither.
"""

import os

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

WIDTH, HEADS, INNER, WINDOW = 384, 12, 1536, 256
SHAPES, MARKS, DROPOUT = 8, 3, 0.1
LOWER, UPPER = 4, 2


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask):
        rows, length, _ = x.shape
        qkv = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = qkv.unbind()
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.drop(self.output(seen)))
        return self.norm2(x + self.drop(self.outer(F.gelu(self.inner(x)))))

    def drop(self, x):
        return F.dropout(x, DROPOUT, self.training)


class Network(nn.Module):
    """The network, or, if `full`, a teacher whose six layers all read each cue's surroundings anew."""

    def __init__(self, full=False):
        super().__init__()
        self.full = full
        self.word = nn.Embedding(30522, WIDTH)
        self.word.weight.requires_grad_(False)  # MiniLM's word vectors stay as they are
        self.position = nn.Embedding(WINDOW, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.paragraph = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.lower = nn.ModuleList(Layer() for _ in range(LOWER))
        self.plain = nn.ModuleList(Layer() for _ in range(UPPER))
        self.marked = nn.ModuleList(Layer() for _ in range(UPPER + LOWER * full))
        self.mark = nn.Embedding(MARKS, WIDTH)
        self.cue_head = nn.Linear(WIDTH, 3)
        self.label_head = nn.Linear(WIDTH, 3)

    def forward(self, pieces, shapes, paragraphs, mask=None):
        """Scores of cue tags, and the states that `labels` reads. `mask` is false at padding."""
        mask = None if mask is None else mask[:, None, None, :]
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        x = self.norm(x + self.shape(shapes) + self.paragraph(paragraphs))
        first = x = F.dropout(x, DROPOUT, self.training)
        for layer in self.lower:
            x = layer(x, mask)
        states = first if self.full else x
        for layer in self.plain:
            x = layer(x, mask)
        return self.cue_head(x).float(), states

    def labels(self, states, places, marks, seen=None):
        """Label scores around cues. `places` are rows of the flattened states, [cues, length]."""
        mask = None if seen is None else seen[:, None, None, :]
        x = states.reshape(-1, WIDTH)[places.flatten()].view(*places.shape, WIDTH)
        x = x + self.mark(marks)
        for layer in self.marked:
            x = layer(x, mask)
        return self.label_head(x).float()


def file_names(name):
    """The names in the exported file of what one of our parameters holds."""
    part, _, kind = name.rpartition(".")
    if part.endswith("qkv"):
        return [f"{part[:-3]}{n}.{kind}" for n in ("query", "key", "value")]
    if part in ("word", "position", "shape", "paragraph"):
        return ["embeddings." + part]
    if part == "norm":
        return ["embeddings.norm." + kind]
    return ["mark"] if part == "mark" else [name]


def minilm_names(name, full):
    """The names in MiniLM's file, or none for what is new."""
    part, _, kind = name.rpartition(".")
    if part in ("word", "position"):
        return [f"embeddings.{part}_embeddings.weight"]
    if part == "norm":
        return ["embeddings.LayerNorm." + kind]
    if not part.startswith(("lower", "plain", "marked")):
        return []
    stack, layer, part = part.split(".")
    above = 0 if stack == "lower" or stack == "marked" and full else LOWER
    layer = f"encoder.layer.{int(layer) + above}."
    theirs = {
        "qkv": [f"attention.self.{n}" for n in ("query", "key", "value")],
        "output": ["attention.output.dense"],
        "norm1": ["attention.output.LayerNorm"],
        "inner": ["intermediate.dense"],
        "outer": ["output.dense"],
        "norm2": ["output.LayerNorm"],
    }
    return [f"{layer}{n}.{kind}" for n in theirs[part]]


def fresh(folder, full=False):
    """A network with MiniLM's weights, read from the folder that the package carries."""
    given = load_file(os.path.join(folder, "model.safetensors"))
    net = Network(full)
    own = net.state_dict()
    for name, value in own.items():
        theirs = minilm_names(name, full)
        if theirs:
            value.copy_(torch.cat([given[n] for n in theirs])[: len(value)])
        elif name.endswith(".bias") or name in ("shape.weight", "paragraph.weight"):
            value.zero_()
        else:
            nn.init.normal_(value, std=0.05 if name == "mark.weight" else 0.02)
    own["position.weight"] += given["embeddings.token_type_embeddings.weight"][0]
    return net


def imported(path):
    """A network from an exported file."""
    given = load_file(path)
    net = Network(full="marked.2.norm1.weight" in given)
    for name, value in net.state_dict().items():
        value.copy_(torch.cat([given.pop(n) for n in file_names(name)]))
    if given:
        raise ValueError(f"{path}: not a file of this network, which has no {min(given)}")
    return net


def save(state, path):
    """Exports a state, in f32. A reader never sees half a file."""
    out = {}
    for name, value in state.items():
        names = file_names(name)
        for n, v in zip(names, value.detach().float().chunk(len(names)), strict=True):
            out[n] = v.contiguous().clone()
    save_file(out, path + ".new")
    os.replace(path + ".new", path)
