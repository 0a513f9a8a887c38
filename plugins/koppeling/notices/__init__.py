"""What the koppeling tells people by mail or webhook: failed and late runs, and the refusals that still stand."""
