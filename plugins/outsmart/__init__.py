"""Everything this project knows about the OutSmart OpenAPI (version 8), and nothing about bookkeeping."""
