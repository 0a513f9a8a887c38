"""Lists how people write a country, by the code that all of them mean; and what nobody understands."""

from __future__ import annotations

from hypothesis import strategies as st

HOME = "NL"
WRITTEN = {
    "NL": ("NL", "N.L.", "Niederlande", "nederland", "Holland", "The Netherlands", "Pays-Bas"),
    "BE": ("BE", "B", "België", "belgie", "Belgium", "Belgique", "BEL"),
    "DE": ("DE", "D", "Duitsland", "Deutschland", "GERMANY"),
    "GR": ("GR", "EL", "Griekenland", "Greece"),
    "GB": ("GB", "UK", "Great Britain", "Groot-Brittannië", "U.K."),
}
UNCLEAR = ("Verweggistan", "nvt 2")


def written(code: str) -> st.SearchStrategy[str]:
    """This country as somebody writes it; nothing stays nothing."""
    return st.sampled_from(WRITTEN[code]) if code else st.just("")
