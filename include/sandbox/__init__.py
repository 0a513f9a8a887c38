"""Stands in for the two real APIs, so that the koppeling can be shown, tested and measured without an account."""
