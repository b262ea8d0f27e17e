"""Values to JSON and back: strict on the way in, total on the way out.

``verdict`` is written with results and answers for whoever reads the JSON, and
ignored on the way back: a verdict is derived from checks, never believed.
"""

from __future__ import annotations

import enum
import functools
import json
from collections.abc import Callable, Mapping
from types import GenericAlias, MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from kaelum_core.errors import InvalidValueError
from kaelum_core.types import JSON, Answer, WorkerResult

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["dumps", "from_json", "loads", "to_json"]

T = TypeVar("T")

_Hook = Callable[[Any, Any], Any]

DERIVED = "verdict"
"""The one field that is written, and not read."""

_DERIVING = (WorkerResult, Answer)


def to_json(value: Any) -> JSON:
    """``value`` (an attrs value, or containers of them) as dicts, lists and plain values."""
    return _converter().unstructure(value)


def from_json(kind: type[T], data: JSON) -> T:
    """A ``kind`` from what :func:`to_json` made.

    Raises:
        InvalidValueError: a field is missing, unknown, or of another type;
            the message names each one by its path.
    """
    import cattrs  # a tenth of a second that --help need not spend

    try:
        return _converter().structure(data, kind)
    except (cattrs.BaseValidationError, ValueError, TypeError, RecursionError) as error:
        raise InvalidValueError(f"not {_article(kind.__name__)}: {_explain(error)}") from error


def dumps(value: Any, *, indent: int | None = None) -> str:
    """``value`` as JSON text; one line unless ``indent`` is given.

    Raises:
        InvalidValueError: it holds something that JSON cannot say, such as NaN.
    """
    try:
        return json.dumps(to_json(value), indent=indent, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidValueError(f"cannot be written as JSON: {error}") from error


def loads(kind: type[T], text: str | bytes) -> T:
    """A ``kind`` from JSON text.

    Raises:
        InvalidValueError: the text is not JSON, or not a ``kind``.
    """
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidValueError(f"not JSON: {error}") from error
    return from_json(kind, data)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")


@functools.cache
def _converter() -> Converter:
    import attrs  # see from_json
    from cattrs import Converter  # see from_json

    converter = Converter()
    for plain in (str, bool, int, float):
        converter.register_structure_hook(plain, _strict)
    readers: tuple[tuple[Callable[[Any], bool], Any], ...] = (
        (lambda kind: get_origin(kind) is tuple, _read_tuple),
        (lambda kind: get_origin(kind) is Mapping, _read_map),
        (attrs.has, _read_object),
    )
    for applies, reader in readers:
        converter.register_structure_hook_factory(applies, reader)
    converter.register_unstructure_hook(enum.StrEnum, lambda member: member.value)
    converter.register_unstructure_hook(MappingProxyType, dict)
    for deriving in _DERIVING:
        converter.register_unstructure_hook(deriving, _write_with_verdict(deriving, converter))
    return converter


def _strict(data: Any, kind: type[Any]) -> Any:
    """Takes values of ``kind`` only: 1 is no text, and None is not the text "None"."""
    if issubclass(kind, enum.Enum):
        return kind(data)
    if type(data) is kind:
        return data
    if kind is float and type(data) is int:
        return float(data)
    raise InvalidValueError(f"expected {kind.__name__}, not {type(data).__name__}")


# Readers of containers see first that they got one: "ab" is no list of two texts.


def _read_tuple(kind: Any, converter: Converter) -> _Hook:
    as_list: Any = GenericAlias(list, get_args(kind)[:1])
    read = converter.get_structure_hook(as_list)

    def structure(data: Any, _: Any) -> Any:
        return tuple(read(_expect(list, data), as_list))

    return structure


def _read_map(kind: Any, converter: Converter) -> _Hook:
    as_dict: Any = GenericAlias(dict, get_args(kind))
    read = converter.get_structure_hook(as_dict)

    def structure(data: Any, _: Any) -> Any:
        return read(_expect(dict, data), as_dict)

    return structure


def _read_object(kind: Any, converter: Converter) -> _Hook:
    from cattrs.gen import make_dict_structure_fn  # see from_json

    read = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
    ignored = {DERIVED} if kind in _DERIVING else set()

    def structure(data: Any, _: Any) -> Any:
        fields = _expect(dict, data)
        return read({key: fields[key] for key in fields if key not in ignored}, kind)

    return structure


def _expect(container: type[T], data: Any) -> T:
    if not isinstance(data, container):
        words = "a list" if container is list else "an object"
        raise InvalidValueError(f"expected {words}, not {type(data).__name__}")
    return data


def _write_with_verdict(kind: type[Any], converter: Converter) -> Callable[[Any], JSON]:
    from cattrs.gen import make_dict_unstructure_fn  # see from_json

    write = make_dict_unstructure_fn(kind, converter)

    def unstructure(value: Any) -> JSON:
        return {**write(value), DERIVED: converter.unstructure(value.verdict)}

    return unstructure


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def _explain(error: BaseException) -> str:
    import cattrs  # see from_json

    if not isinstance(error, cattrs.BaseValidationError):
        return str(error)
    return "; ".join(cattrs.transform_error(error, format_exception=_name))


def _name(error: BaseException, kind: type[Any] | None) -> str:
    if isinstance(error, KeyError):
        return f"field {error} is missing"
    return str(error) or f"invalid {getattr(kind, '__name__', 'value')}"
