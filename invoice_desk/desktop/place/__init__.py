"""Where the person is: remembered, noted as it changes, and found again."""
