"""Finds an imitated API by its name, loading only the one that is asked for so that a server starts quickly."""

from sandbox.core.api import SandboxApi

NAMES = ("outsmart", "reeleezee")


def sandbox_api(name: str) -> SandboxApi:
    """A new API of that name, without records until it is reset."""
    if name == "outsmart":
        from sandbox.outsmart.api import OutSmartSandbox

        return OutSmartSandbox()
    if name == "reeleezee":
        from sandbox.reeleezee.api import ReeleezeeSandbox

        return ReeleezeeSandbox()
    raise ValueError(f"there is no sandbox {name!r}; there are {' and '.join(NAMES)}")
