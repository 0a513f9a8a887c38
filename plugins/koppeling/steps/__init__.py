"""The bodies of the Airflow tasks: each opens the koppeling, calls the rules and turns the result into an XCom."""
