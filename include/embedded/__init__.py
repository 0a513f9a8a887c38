"""Runs a real Airflow on this machine, so that one command shows, tests or serves the koppeling."""
