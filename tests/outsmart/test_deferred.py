"""A deferred sequence reads like a list, and makes nothing that nobody reads."""

from outsmart.deferred import Deferred


def test_members_are_made_when_they_are_read() -> None:
    made: list[int] = []

    def make(seed: int) -> str:
        made.append(seed)
        return str(seed)

    members = Deferred([1, 2, 3, 4], make)
    part = members[1:3]
    assert len(members) == 4
    assert made == []
    assert list(part) == ["2", "3"]
    assert made == [2, 3]
    assert members[-1] == "4"
