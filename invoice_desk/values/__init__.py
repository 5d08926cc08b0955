"""Printed text to typed value and back: digits, amounts, dates, identifiers, payloads. No pixels, no I/O."""
