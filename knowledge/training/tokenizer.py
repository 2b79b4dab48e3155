"""Trains the superword tokenizer: BPE over accent-folded text whose later merges cross spaces, never punctuation or figures.

Stage one learns syllables and pieces of words; stage two writes each of those tokens as one private character and lets BPE
merge them within a phrase, so every superword is a run of whole stage-one tokens ("uy▁ban▁nhan▁dan").
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"
SPACE = "▁"
LONGEST_SUPERWORD = 4
_PRIVATE = 0xF0000
_BREAK = r"\s*[^\p{L}\p{N}\s]+\s*|\s+(?=\p{N})|(?<=\p{N})\s+"
_BATCH = 4096


def train_tokenizer(texts: Iterable[str], syllables: int, vocabulary: int) -> Tokenizer:
    """Train on texts: `syllables` entries without spaces, then superwords up to `vocabulary` entries."""
    kept = tuple(texts)
    first = _stage_one(kept, syllables)
    second = Tokenizer(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary + first.get_vocab_size(),
        max_token_length=LONGEST_SUPERWORD,
        min_frequency=5,
        show_progress=False,
    )
    second.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    second.train_from_iterator(_phrases(first, kept), trainer)
    return _assemble(*_joined(first, second, vocabulary))


def _assemble(vocab: dict[str, int], merges: list[tuple[str, str]]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges, unk_token=UNKNOWN, fuse_unk=True))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = _phrase_splitter()
    return tokenizer


def _normalizer() -> normalizers.Normalizer:
    """Fold accents and case: the model hears "Uỷ ban", "Ủy ban" and "uy ban" alike; lexical search tells them apart."""
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace("đ", "d"),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )


def _phrase_splitter() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_BREAK), "removed"),
            pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always", split=False),
        ]
    )


def _stage_one(texts: tuple[str, ...], size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN, fuse_unk=True))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_BREAK), "removed"),
            pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always", split=True),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=[UNKNOWN], limit_alphabet=200, min_frequency=5, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _phrases(first: Tokenizer, texts: tuple[str, ...]) -> Iterator[str]:
    """Yield each text with its phrases as words of private characters, one character per stage-one token."""
    phrased = _assemble(*_parts(first))
    unknown = first.token_to_id(UNKNOWN)
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        for encoding in phrased.encode_batch(batch):
            words: list[str] = []
            place = None
            for token, offset in zip(encoding.ids, encoding.word_ids, strict=True):
                if offset != place or token == unknown:
                    words.append(" ")
                place = offset
                words.append(" " if token == unknown else chr(_PRIVATE + token))
            yield "".join(words)


def _parts(tokenizer: Tokenizer) -> tuple[dict[str, int], list[tuple[str, str]]]:
    model = json.loads(tokenizer.to_str())["model"]
    return model["vocab"], [(left, right) for left, right in model["merges"]]


def _joined(first: Tokenizer, second: Tokenizer, size: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Translate the private characters back and append the superword merges to those of stage one."""
    vocab, merges = _parts(first)
    names = {chr(_PRIVATE + number): name for name, number in vocab.items()}
    for left, right in _parts(second)[1]:
        if len(vocab) >= size:
            break
        pair = ("".join(names[letter] for letter in left), "".join(names[letter] for letter in right))
        merges.append(pair)
        vocab.setdefault("".join(pair), len(vocab))
    return vocab, merges
