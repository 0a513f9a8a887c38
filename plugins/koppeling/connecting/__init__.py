"""The first log-in: tests both connections, prepares OutSmart's work statuses and free field, probes assumptions."""
