"""The koppeling's own page in Airflow's UI, for who is logged in; for the rest a client of Airflow's REST API."""
