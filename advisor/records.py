"""Frozen values: like a frozen dataclass, but made without generating source.

A command such as `advisor brief` is over in a tenth of a second, and making eighty dataclasses would take a
third of that. A record's fields are its annotations; type checkers see a frozen dataclass. Records of
different types are never equal; hashes are remembered.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

EMPTY: Mapping[Any, Any] = MappingProxyType({})
"""The default of mapping fields: shared, and nothing can be put into it."""

R = TypeVar("R", bound="Record")


@dataclass_transform(frozen_default=True, eq_default=True)
class Record:
    """Base of frozen values with named fields.

    Fields can be given by position or name; those with a value in the class body may be left out. Raises
    `TypeError` for missing and unknown fields.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _needed: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Collect the annotated fields, inherited ones first."""
        own = [n for n, kind in cls.__annotations__.items() if "ClassVar" not in str(kind)]
        cls._fields = (*cls._fields, *(n for n in own if n not in cls._fields))
        cls._needed = tuple(n for n in cls._fields if not hasattr(cls, n))

    def __init__(self, *args: object, **named: object) -> None:
        """Fill the fields."""
        values = self.__dict__
        fields = self._fields
        if len(args) > len(fields):
            raise TypeError(f"{type(self).__name__} has {len(fields)} fields, {len(args)} were given")
        values.update(zip(fields, args, strict=False))
        if named:
            self._name(named, len(args))
        for name in self._needed:
            if name not in values:
                raise TypeError(f"{type(self).__name__} needs a value for '{name}'")

    def _name(self, named: dict[str, object], placed: int) -> None:
        for name, value in named.items():
            if name not in self._fields[placed:]:
                raise TypeError(f"{type(self).__name__} has no field '{name}' left to fill")
            self.__dict__[name] = value

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: records are frozen."""
        raise AttributeError(f"{type(self).__name__} is frozen; use replace()")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        """Compare field by field with a record of the same type."""
        if type(self) is not type(other):
            return NotImplemented
        return self is other or all(getattr(self, n) == getattr(other, n) for n in self._fields)

    def __hash__(self) -> int:
        """Hash all fields, once."""
        found: int | None = self.__dict__.get("_hash")
        if found is None:
            found = hash((type(self), *(getattr(self, n) for n in self._fields)))
            self.__dict__["_hash"] = found
        return found

    def __repr__(self) -> str:
        """Write the record as the call that makes it."""
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)!r}' for n in self._fields)})"

    def __getstate__(self) -> dict[str, Any]:
        """Leave the remembered hash out: texts hash differently in every process."""
        return {name: value for name, value in self.__dict__.items() if name in self._fields}


def replace(record: R, **changes: object) -> R:
    """Return the record with some fields changed."""
    return type(record)(**record.__getstate__() | changes)


def fields(record: Record | type[Record]) -> tuple[str, ...]:
    """Return the names of a record's fields, in order."""
    return record._fields
