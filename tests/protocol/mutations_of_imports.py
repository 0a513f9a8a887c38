"""The rules of the imports about who is who, each broken in one way, and the tests that notice."""

from __future__ import annotations

from tests.protocol.mutation import Mutation

COPIES = "koppeling/imports/copies.py"
RECOGNITION = "koppeling/imports/recognition.py"
STRANGERS = "koppeling/imports/strangers.py"

OF_IMPORTS = (
    Mutation(
        "a copied relation not told apart from its original",
        COPIES,
        "    if not copies:\n",
        "    if True:\n",
        ("imports/test_copies.py::test_the_relation_with_the_customers_number_keeps_the_id_and_the_copy_is_told",),
    ),
    Mutation(
        "the copy that alone agrees not followed",
        COPIES,
        "    return agreeing[0] if len(agreeing) == 1 else None\n",
        "    return None\n",
        ("imports/test_copies.py::test_failing_the_number_the_one_that_alone_agrees_keeps_the_id",),
    ),
    Mutation(
        "the first of two copies taken where nothing decides",
        COPIES,
        "    return agreeing[0] if len(agreeing) == 1 else None\n",
        "    return bearers[0]\n",
        ("imports/test_copies.py::test_where_nothing_decides_neither_is_written",),
    ),
    Mutation(
        "an id followed to a relation that bears another's number",
        STRANGERS,
        "            return self._number_of_another(candidate, row)\n",
        "            return None\n",
        ("imports/test_copies.py::test_an_id_does_not_rename_a_stranger_that_bears_the_number_of_somebody_else",),
    ),
    Mutation(
        "an archived customer in the way of the one in use",
        STRANGERS,
        " and row.external_id not in self._archived\n",
        "\n",
        ("imports/test_copies.py::test_a_customer_in_use_takes_the_place_of_an_archived_one_of_its_number",),
    ),
    Mutation(
        "an archived product in the way of the one in use",
        "koppeling/imports/materials.py",
        " or row.external_id in archived:\n",
        ":\n",
        ("imports/test_spelling.py::test_a_product_in_use_takes_the_place_of_an_archived_one_of_its_code",),
    ),
    Mutation(
        "a second row made of another spelling",
        RECOGNITION,
        "        found = self.by_key.get(self.normal(key))\n",
        "        found = [n for n in self.by_key.get(self.normal(key)) if self.rows[n].key == key]\n",
        (
            "imports/test_spelling.py::test_a_service_is_the_hour_type_of_another_spelling",
            "imports/test_spelling.py::test_a_number_with_zeros_or_unseen_characters_is_that_customer_when_it_agrees",
        ),
    ),
    Mutation(
        "the first of two spellings taken",
        RECOGNITION,
        "    if free and (len(free) == 1 or index.is_exact(free[0], candidate.key)):\n",
        "    if free:\n",
        ("imports/test_spelling.py::test_two_spellings_that_both_agree_are_a_conflict",),
    ),
    Mutation(
        "a stranger under a number with zeros in the way of a new relation",
        RECOGNITION,
        "    strangers = [row for row in rows if same_key(index.rows[row].key, candidate.key)]\n",
        "    strangers = rows\n",
        ("imports/test_spelling.py::test_a_stranger_under_a_number_with_zeros_stays_a_stranger",),
    ),
)
