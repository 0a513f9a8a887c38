"""Says how a connection test went, in Dutch with English beside it, for the person who fills in the form."""

from __future__ import annotations

from reeleezee.errors import (
    ReeleezeeAuthenticationError,
    ReeleezeeConfigurationError,
    ReeleezeeContractError,
    ReeleezeeError,
    ReeleezeePermissionError,
    ReeleezeeTransientError,
)
from reeleezee.records import Administration

# The first kind that fits is taken, so the special ones come before the general ones.
_DUTCH: tuple[tuple[type[ReeleezeeError], str], ...] = (
    (
        ReeleezeePermissionError,
        "De inlog klopt, maar mag dit niet: er ontbreekt een recht, of het abonnement heeft deze module niet.",
    ),
    (
        ReeleezeeAuthenticationError,
        "Reeleezee weigert de inlog: gebruikersnaam of wachtwoord klopt niet, of de inlog is elders in gebruik.",
    ),
    (ReeleezeeConfigurationError, "De verbinding is niet goed ingevuld."),
    (ReeleezeeTransientError, "Reeleezee is nu niet bereikbaar; probeer het straks nog eens."),
    (ReeleezeeContractError, "Reeleezee antwoordt anders dan gedocumenteerd; neem contact op met de beheerder."),
    (ReeleezeeError, "De verbinding met Reeleezee is niet gelukt."),
)


def connected(administration: Administration) -> str:
    name = administration.name or administration.id
    return f"Verbonden met Reeleezee, administratie „{name}”. / Connected to Reeleezee, administration “{name}”."


def failed(error: ReeleezeeError) -> str:
    dutch = next(words for kind, words in _DUTCH if isinstance(error, kind))
    if "maintenance" in str(error):
        dutch = (
            "Reeleezee geeft een andere pagina, zoals bij onderhoud: probeer het straks nog eens. Controleer de host "
            "alleen als het zo blijft."
        )
    return f"{dutch} / {error}"


def choose_one(administrations: list[Administration]) -> str:
    listed = listing(administrations)
    return (
        "De inlog klopt. Vul bij Administratie in welke het is: "
        f"{listed}. / The login is right. Fill in which administration it is: {listed}."
    )


def listing(administrations: list[Administration]) -> str:
    return "; ".join(f"{one.name or '(zonder naam / no name)'} ({one.id})" for one in administrations)
