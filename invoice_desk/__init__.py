"""Invoice Desk: reads regions of invoices in Arabic, English and French into trusted values."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("invoice-desk")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0+unknown"
