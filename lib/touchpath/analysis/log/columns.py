"""Properties of events as columns of codes, in the order of their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import CodeSet, EventArrays, packed
from touchpath.analysis.log.keys import Mask

Hashes = np.ma.MaskedArray[Any, Any]


@dataclass(frozen=True)
class Coded:
    """A column of codes aligned with events: 0 is missing, i stands for `values[i - 1]` (a hash or a code)."""

    codes: NDArray[np.int32]
    values: NDArray[np.uint64]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.codes.nbytes + self.values.nbytes


def property_column(arrays: EventArrays, codes: CodeSet, name: str) -> Coded:
    """A property of the events of some touchpoint codes, read once per version of the data."""
    return arrays.kept(("column", codes, name), lambda: _read(arrays, codes, name))


def _read(arrays: EventArrays, codes: CodeSet, name: str) -> Coded:
    readers = {"touchpoint": _touchpoints, "channel": _channels}
    return readers[name](arrays, codes) if name in readers else _property(arrays, codes, name)


def _touchpoints(arrays: EventArrays, codes: CodeSet) -> Coded:
    """The place of the name each event is shown under, among all names."""
    place = {code: number for number, shown in enumerate(arrays.touchpoints.values()) for code in shown}
    places = np.array([place[code] for code in codes], dtype=np.uint64)
    values, numbers = np.unique(places, return_inverse=True)
    if len(codes) == 1:
        return Coded(np.ones(len(arrays.stored(codes).keys), dtype=np.int32), values)
    raw = np.asarray(arrays.read("ask/log/touchpoints", codes)["touchpoint"])
    coded = np.zeros(codes[-1] + 1, dtype=np.int32)
    coded[list(codes)] = numbers + 1
    return Coded(arrays.stored(codes).arranged(coded[raw]), values)


def _channels(arrays: EventArrays, codes: CodeSet) -> Coded:
    raw = arrays.read("ask/log/channels", codes)["channel"]
    numbers: NDArray[np.int32] = arrays.channels[0].astype(np.int32)[np.ma.filled(raw, 0)]
    values = np.arange(1, len(arrays.channels[1]) + 1, dtype=np.uint64)
    return Coded(arrays.stored(codes).arranged(numbers), values)


def _property(arrays: EventArrays, codes: CodeSet, name: str) -> Coded:
    raw = np.ma.array(arrays.read("ask/log/property", codes, {"name": name})["code"])
    if arrays.lines_of(codes):
        raw = _of_orders(arrays, codes, name, raw)
    missing: Mask = np.ma.getmaskarray(raw)
    values, numbers = np.unique(np.ma.getdata(raw)[~missing], return_inverse=True)
    coded = np.zeros(len(missing), dtype=np.int32)
    coded[~missing] = numbers + 1
    return Coded(arrays.stored(codes).arranged(coded), values.astype(np.uint64))


def _of_orders(arrays: EventArrays, codes: CodeSet, name: str, raw: Hashes) -> Hashes:
    """The hashes of rows, where those that begin an order have what the whole order has."""
    found = arrays.read("ask/log/order_property", codes, {"name": name})
    sources = arrays.stored_sources(codes)
    ranks = np.argsort(sources)
    heads = ranks[np.searchsorted(sources, packed(found), sorter=ranks)]
    changed = raw.copy()
    changed[heads] = found["code"]
    return changed
