"""Gives a person at the command line one sentence that says what to do, instead of a traceback."""


class EmbeddedError(Exception):
    """Something around the embedded Airflow went wrong; the text is complete and meant for a person."""
