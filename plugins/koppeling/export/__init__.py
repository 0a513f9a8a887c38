"""Takes work orders through look, write, verify and settle, so that each becomes one invoice and never two."""
