"""Reads a seed's name as a number of records, so that both systems refuse an unknown name alike."""


def record_count(seed_name: str) -> int:
    if not (seed_name.isascii() and seed_name.isdigit()):
        raise ValueError(f"Unknown seed {seed_name!r}: use demo, empty or a number of records")
    return int(seed_name)
