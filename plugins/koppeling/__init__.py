"""The coupling itself: what becomes of a customer, a product or a work order on its way between the systems."""
