"""Turns a work order into an invoice draft or a refusal: pure rules, no Airflow, no network, no clock."""
