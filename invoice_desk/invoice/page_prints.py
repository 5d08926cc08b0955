"""TEMPORARY."""

SAME_PAGE = 0.02


def bands(fingerprint: str) -> tuple[int, ...]:
    return tuple(int(fingerprint[i : i + 4], 16) for i in range(2, 18, 4)) if fingerprint else ()


def difference(one: str, other: str) -> float:
    return 0.0 if one == other else 1.0
