"""Imitates the OutSmart OpenAPI, version 8."""
