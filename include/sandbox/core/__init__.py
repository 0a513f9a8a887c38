"""Holds what both sandbox servers share, so that each of them is only the API it imitates."""
