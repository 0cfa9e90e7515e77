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
SHAPES, MARKS = 8, 3


def attention(query, key, value, mask):
    # Written out: on a CPU in bf16 the plain products train faster than the fused kernel.
    scores = torch.matmul(query, (key * (WIDTH // HEADS) ** -0.5).transpose(-1, -2))
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e4)
    return torch.matmul(scores.softmax(-1), value)


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
        seen = attention(query, key, value, mask)
        seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.output(seen))
        return self.norm2(x + self.outer(F.gelu(self.inner(x))))


class TakeSpans(torch.autograd.Function):
    """Rows of `states` cut out at (row, start), all of one length. Gradients add up in f32."""

    @staticmethod
    def forward(ctx, states, spans, length):
        ctx.spans, ctx.length, ctx.shape, ctx.kind = spans, length, states.shape, states.dtype
        out = states.new_zeros(len(spans), length, states.shape[2])
        for k, (row, start) in enumerate(spans):
            piece = states[row, start : start + length]
            out[k, : len(piece)] = piece
        return out

    @staticmethod
    def backward(ctx, grad):
        out = torch.zeros(ctx.shape)
        for k, (row, start) in enumerate(ctx.spans):
            part = out[row, start : start + ctx.length]
            part += grad[k, : len(part)]
        return out.to(ctx.kind), None, None


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(WINDOW, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.paragraph = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.lower = nn.ModuleList(Layer() for _ in range(4))
        self.plain = nn.ModuleList(Layer() for _ in range(2))
        self.marked = nn.ModuleList(Layer() for _ in range(2))
        self.mark = nn.Embedding(MARKS, WIDTH)
        self.cue_head = nn.Linear(WIDTH, 3)
        self.label_head = nn.Linear(WIDTH, 3)

    def states(self, pieces, shapes, paragraphs, mask=None):
        """States of the lower layers. `mask` is true where a piece stands, false at padding."""
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        x = self.norm(x + self.shape(shapes) + self.paragraph(paragraphs))
        mask = None if mask is None else mask[:, None, None, :]
        for layer in self.lower:
            x = layer(x, mask)
        return x

    def cues(self, states, mask=None):
        mask = None if mask is None else mask[:, None, None, :]
        for layer in self.plain:
            states = layer(states, mask)
        return F.linear(states.float(), self.cue_head.weight.float(), self.cue_head.bias.float())

    def labels(self, states, spans, marks, mask=None):
        """Label scores of the spans (window, start) around cues; `marks` is [spans, length]."""
        x = TakeSpans.apply(states, spans, marks.shape[1]) + self.mark(marks)
        mask = None if mask is None else mask[:, None, None, :]
        for layer in self.marked:
            x = layer(x, mask)
        return F.linear(x.float(), self.label_head.weight.float(), self.label_head.bias.float())


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


def minilm_names(name):
    """The names in MiniLM's file, or none for what is new."""
    part, _, kind = name.rpartition(".")
    if part in ("word", "position"):
        return [f"embeddings.{part}_embeddings.weight"]
    if part == "norm":
        return ["embeddings.LayerNorm." + kind]
    if not part.startswith(("lower", "plain", "marked")):
        return []
    stack, layer, part = part.split(".")
    layer = f"encoder.layer.{int(layer) + (0 if stack == 'lower' else 4)}."
    theirs = {
        "qkv": [f"attention.self.{n}" for n in ("query", "key", "value")],
        "output": ["attention.output.dense"],
        "norm1": ["attention.output.LayerNorm"],
        "inner": ["intermediate.dense"],
        "outer": ["output.dense"],
        "norm2": ["output.LayerNorm"],
    }
    return [f"{layer}{n}.{kind}" for n in theirs[part]]


def fresh(folder):
    """A network with MiniLM's weights, read from the folder that the package carries."""
    given = load_file(os.path.join(folder, "model.safetensors"))
    net = Network()
    own = net.state_dict()
    for name, value in own.items():
        theirs = minilm_names(name)
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
    net = Network()
    for name, value in net.state_dict().items():
        value.copy_(torch.cat([given[n] for n in file_names(name)]))
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
