"""Keeps the behaviours that the sources leave open apart from the code, so that a test can ask for either answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SwitchValue = bool | int | str


@dataclass(frozen=True)
class Switch:
    """One behaviour that no source settles, with the answer that this sandbox gives unless told otherwise."""

    name: str
    default: SwitchValue
    meaning: str
    choices: tuple[SwitchValue, ...] = ()


class Switches:
    """The switches of one API and their present values."""

    def __init__(self, switches: Iterable[Switch]) -> None:
        self._switches = {switch.name: switch for switch in switches}
        self._values: dict[str, SwitchValue] = {}
        self.reset()

    def reset(self) -> None:
        """Put every switch back to its default."""
        self._values = {name: switch.default for name, switch in self._switches.items()}

    def get(self, name: str) -> SwitchValue:
        """The present value; an unknown name is a mistake of the caller."""
        return self._values[name]

    def flag(self, name: str) -> bool:
        """The present value of a switch that is on or off."""
        return bool(self._values[name])

    def number(self, name: str) -> int:
        """The present value of a switch that holds a whole number."""
        return int(self._values[name])

    def word(self, name: str) -> str:
        """The present value of a switch that names one of several behaviours."""
        return str(self._values[name])

    def has(self, name: str) -> bool:
        """Whether this API knows the switch."""
        return name in self._switches

    def set(self, values: Mapping[str, object]) -> None:
        """Set several at once; one that is refused leaves all of them as they were."""
        if not isinstance(values, Mapping):
            raise TypeError("switches are set with an object of names and values")
        accepted = {name: self._checked(name, value) for name, value in values.items()}
        self._values.update(accepted)

    def all(self) -> dict[str, SwitchValue]:
        """Every switch with its present value."""
        return dict(self._values)

    def described(self) -> list[Switch]:
        """The definitions, in the order in which the API declared them."""
        return list(self._switches.values())

    def _checked(self, name: str, value: object) -> SwitchValue:
        if name not in self._switches:
            raise ValueError(f"unknown switch {name!r}; known are {', '.join(sorted(self._switches))}")
        switch = self._switches[name]
        # bool is an int in Python: compare the exact types, so that 1 is not taken for true
        if not isinstance(value, bool | int | str) or type(value) is not type(switch.default):
            raise ValueError(f"switch {name!r} takes a {type(switch.default).__name__}, not {value!r}")
        if switch.choices and value not in switch.choices:
            raise ValueError(f"switch {name!r} takes one of {', '.join(map(repr, switch.choices))}, not {value!r}")
        return value
