# Airflow's own image with the locked packages and the koppeling, laid out as in the repository.
FROM apache/airflow:3.3.2-python3.11

WORKDIR /opt/airflow
# the packages first: they change seldom, so that a change of ours builds in seconds
COPY --chown=airflow:root requirements.txt ./
RUN pip install --no-cache-dir --requirement requirements.txt

COPY --chown=airflow:root pyproject.toml requirements.in README.md ./
COPY --chown=airflow:root plugins plugins
COPY --chown=airflow:root dags dags
COPY --chown=airflow:root include include
# editable, so that the packages are those of the plugins folder and exist once
RUN pip install --no-cache-dir --no-deps --editable .

ENV PYTHONPATH=/opt/airflow:/opt/airflow/include
USER airflow
