"""Comments as terms: one or two words, stemmed in their language, each counted once per comment.

Words of all comments are found in one pass and looked at once each; what follows is arithmetic on their numbers.
A term of two words is two words in a row that are no stop words, with no end of a sentence between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import snowballstemmer
import stopwordsiso

from touchpath.analysis.surveys.answers import Whole

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Languages (ISO 639-1) with both a stemmer and stop words."""
_CHUNK = re.compile(r"[\w@.+'’-]++")
_BREAKS = ".!?;:,"
_EDGES = ".+'’-_"
_LEAST_SHARE, _LEAST_WORDS = 0.2, 30
"""A language is told by its stop words: so many of at least so many words."""
_SIGNS = 2_000
"""Of a longer comment, the first signs are read."""


@dataclass(frozen=True, eq=False)
class CommentTerms:
    """Which terms stand in which comments: pairs (`comment`, `term`), each once, sorted by comment.

    `names` are the terms as they are mostly written, `stems` what they are counted by. `language`
    is "" where it is not known.
    """

    comment: Whole
    term: Whole
    names: tuple[str, ...]
    stems: tuple[str, ...]
    comments: int
    language: str

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return 2 * self.comment.nbytes + 200 * len(self.names)


def comment_terms(texts: Sequence[str], language: str = "") -> CommentTerms:
    """The terms of comments; without a language it is guessed."""
    chunks, owner, ends = _chunks(texts)
    codes, distinct = pd.factorize(np.asarray(chunks, dtype=object))
    written = [_word(str(chunk)) for chunk in np.asarray(distinct).tolist()]
    counts = np.bincount(codes, minlength=len(written))
    spoken = language or guessed_language(written, counts)
    stop = stop_words(spoken)
    stems = ["" if not word or word in stop else stemmed(word, spoken) for word in written]
    number, kept = _numbered(stems)
    word = number[codes] if len(codes) else np.empty(0, dtype=np.int64)
    names = _usual(written, stems, counts, kept)
    inside = word >= 0
    single = _once(owner[inside], word[inside], len(kept))
    pairs, pair_names, pair_stems = _pairs(word, owner, ends, names, kept)
    comment = np.concatenate([single[0], pairs[0]])
    term = np.concatenate([single[1], pairs[1] + len(kept)])
    order = np.lexsort((term, comment))
    return CommentTerms(comment[order], term[order], (*names, *pair_names), (*kept, *pair_stems), len(texts), spoken)


def guessed_language(words: Sequence[str], counts: Whole) -> str:
    """The language whose stop words are the largest share of the words; "" for too few words, or none it could be."""
    total = sum(int(count) for word, count in zip(words, counts, strict=True) if word)
    if total < _LEAST_WORDS:
        return ""
    shares = {}
    for code in STEMMERS:
        stop = stop_words(code)
        hits = sum(int(count) for word, count in zip(words, counts, strict=True) if word in stop)
        shares[code] = hits / total
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _LEAST_SHARE else ""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing by themselves; none for an unknown language."""
    return frozenset(stopwordsiso.stopwords(language)) if language in STEMMERS else frozenset()


def stemmed(word: str, language: str) -> str:
    """The stem of a word; the word itself in an unknown language."""
    return str(_stemmer(language).stemWord(word)) if language in STEMMERS else word


def stems_of(text: str, language: str) -> tuple[str, ...]:
    """The stems of the words of a text, stop words among them, as they are looked for."""
    words = [_word(chunk) for chunk in _CHUNK.findall(text.lower())]
    return tuple(stemmed(word, language) for word in words if word)


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(STEMMERS[language])


def _chunks(texts: Sequence[str]) -> tuple[list[str], Whole, np.ndarray]:
    """The runs of signs of all comments in order, whose each is, and whether a sentence may end after it."""
    found = [_CHUNK.findall(text[:_SIGNS].lower().replace("’", "'")) for text in texts]
    owner = np.repeat(np.arange(len(found)), [len(part) for part in found])
    chunks = [chunk for part in found for chunk in part]
    return chunks, owner.astype(np.int64), np.array([chunk[-1] in _BREAKS for chunk in chunks], dtype=bool)


def _word(chunk: str) -> str:
    """The word a run of signs is, "" where it is none: a number, an address, a single letter."""
    bare = chunk.strip(_EDGES)
    return bare if len(bare) > 1 and bare.replace("-", "").replace("'", "").isalpha() else ""


def _numbered(stems: Sequence[str]) -> tuple[Whole, tuple[str, ...]]:
    """The number of each stem (-1: no term), and the stems by number."""
    kept = tuple(dict.fromkeys(stem for stem in stems if stem))
    place = {stem: number for number, stem in enumerate(kept)}
    return np.array([place.get(stem, -1) for stem in stems], dtype=np.int64), kept


def _usual(words: Sequence[str], stems: Sequence[str], counts: Whole, kept: Sequence[str]) -> tuple[str, ...]:
    """How each stem is mostly written."""
    best: dict[str, tuple[int, str]] = {}
    for word, stem, count in zip(words, stems, counts, strict=True):
        if stem and (stem not in best or (int(count), word) > best[stem]):
            best[stem] = (int(count), word)
    return tuple(best[stem][1] for stem in kept)


def _once(owner: Whole, word: Whole, words: int) -> tuple[Whole, Whole]:
    key = np.unique(owner * max(words, 1) + word)
    return key // max(words, 1), key % max(words, 1)


def _pairs(
    word: Whole, owner: Whole, ends: np.ndarray, names: Sequence[str], stems: Sequence[str]
) -> tuple[tuple[Whole, Whole], list[str], list[str]]:
    """Terms of two words: their (comment, number) pairs, names and stems; those of one comment alone are left out."""
    follows = (owner[1:] == owner[:-1]) & (word[1:] >= 0) & (word[:-1] >= 0) & ~ends[:-1]
    words = max(len(names), 1)
    key = word[:-1][follows] * words + word[1:][follows]
    distinct, code = np.unique(key, return_inverse=True)
    comment, pair = _once(owner[1:][follows], code, len(distinct))
    often = np.bincount(pair, minlength=len(distinct)) > 1
    number = np.cumsum(often) - 1
    kept = often[pair] if len(pair) else np.zeros(0, dtype=bool)
    both = [(int(value // words), int(value % words)) for value in distinct[often]]
    named, counted = ([f"{of[first]} {of[second]}" for first, second in both] for of in (names, stems))
    return (comment[kept], number[pair[kept]]), named, counted
