"""Where values go: records to an Excel workbook, CSV or JSON, each written whole or not at all."""
