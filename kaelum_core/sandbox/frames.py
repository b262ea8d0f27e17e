"""The wire between the engine and its sandboxed processes: length, then JSON."""

from __future__ import annotations

import json
import struct
from typing import Any

__all__ = ["HEADER", "MAX_FRAME", "encode"]

HEADER = struct.Struct(">I")
"""Length of the JSON text that follows, in bytes."""

MAX_FRAME = 16 * 1024 * 1024
"""The largest frame that either side reads, in bytes."""


def encode(value: Any) -> bytes:
    """``value`` as one frame.

    Raises:
        ValueError: it is no JSON value, or too large.
    """
    body = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    if len(body) > MAX_FRAME:
        raise ValueError(f"{len(body)} bytes do not fit into a frame of {MAX_FRAME}")
    return HEADER.pack(len(body)) + body
