"""Printed numbers, digit by digit: Arabic-Indic, Persian and Latin."""
