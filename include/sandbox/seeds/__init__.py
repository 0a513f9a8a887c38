"""The invented data that both sandboxes start with, so that they tell one story about one company."""

from sandbox.seeds.outsmart_seeds import outsmart_seed
from sandbox.seeds.reeleezee_seeds import reeleezee_seed
from sandbox.seeds.seed import OutSmartSeed, ReeleezeeSeed

__all__ = ["OutSmartSeed", "ReeleezeeSeed", "outsmart_seed", "reeleezee_seed"]
