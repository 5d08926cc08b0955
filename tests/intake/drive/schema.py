"""Holds answers against Google's own description of Drive, so that the stand-in server stays honest."""

from __future__ import annotations

import json
import re
from typing import Any

from googleapiclient.discovery_cache import get_static_doc

SCHEMAS = json.loads(get_static_doc("drive", "v3"))["schemas"]


def faults_in(value: Any, schema: dict[str, Any], place: str = "$") -> list[str]:
    """Say what of an answer is not as Google describes it."""
    schema = SCHEMAS[schema["$ref"]] if "$ref" in schema else schema
    match schema.get("type"):
        case "object":
            if not isinstance(value, dict):
                return [f"{place}: no object"]
            known, other = schema.get("properties", {}), schema.get("additionalProperties")
            found = []
            for name, one in value.items():
                inner = known.get(name, other)
                found += faults_in(one, inner, f"{place}.{name}") if inner else [f"{place}.{name}: unknown"]
            return found
        case "array":
            if not isinstance(value, list):
                return [f"{place}: no array"]
            return [
                fault
                for number, one in enumerate(value)
                for fault in faults_in(one, schema["items"], f"{place}[{number}]")
            ]
        case "string":
            return (
                []
                if isinstance(value, str) and _is_text(value, schema.get("format"))
                else [f"{place}: {value!r}"]
            )
        case "boolean":
            return [] if isinstance(value, bool) else [f"{place}: {value!r}"]
        case "integer":
            return [] if isinstance(value, int) and not isinstance(value, bool) else [f"{place}: {value!r}"]
    return []


def _is_text(value: str, form: str | None) -> bool:
    if form == "int64":
        return re.fullmatch(r"-?\d+", value) is not None
    if form == "date-time":
        return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value) is not None
    return True
