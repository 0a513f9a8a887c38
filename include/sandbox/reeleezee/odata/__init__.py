"""Carries out the OData query options that Reeleezee is known to accept."""
