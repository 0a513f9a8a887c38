"""Keeps Airflow away from the home of the person who runs the tests."""

import os
import tempfile

# Airflow settles on its home when it is first imported.
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))
