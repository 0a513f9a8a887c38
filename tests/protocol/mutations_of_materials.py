"""Breaks the rules of how the materials of a work order are billed or refused, one at a time."""

from tests.protocol.mutation import Mutation

BUILD = "koppeling/invoicing/build.py"
LINES = "koppeling/invoicing/lines.py"
AMOUNTS = "koppeling/invoicing/amounts.py"
FORMS = "koppeling/invoicing/forms.py"
ARTICLES = "koppeling/invoicing/articles.py"
PLAN = "koppeling/export/plan.py"
DECIDING = "koppeling/export/deciding.py"
UNLISTED = "koppeling/imports/unlisted.py"

OF_MATERIALS = (
    Mutation(
        "a refusal drawn from a list not confirmed",
        DECIDING,
        "if is_read_as_lists(",
        "if False and is_read_as_lists(",
        (
            "export/test_confirmed_by_a_look.py::"
            "test_a_customer_that_falls_between_two_pages_is_neither_unknown_nor_made_again",
        ),
    ),
    Mutation(
        "what a list left out called vanished",
        UNLISTED,
        "found = find(doubtful) if doubtful else ()",
        "found = ()",
        (
            "imports/test_unlisted.py::test_a_customer_that_fell_between_two_pages_has_not_vanished",
            "imports/test_unlisted.py::test_a_vendor_that_fell_between_two_pages_has_not_vanished",
            "imports/test_unlisted.py::test_a_product_that_fell_between_two_pages_has_not_vanished",
        ),
    ),
    Mutation(
        "a list trusted whatever it misses",
        UNLISTED,
        "if len(doubtful) > MOST_DOUBTFUL:",
        "if False:",
        ("imports/test_unlisted.py::test_a_list_that_misses_more_than_can_be_looked_up_ends_the_import",),
    ),
    Mutation(
        "free field 5 of the line not looked at",
        ARTICLES,
        "    if on_line is not None:\n",
        "    if False:\n",
        ("invoicing/test_articles.py::test_free_field_5_of_the_line_names_the_product_when_the_code_is_that_products",),
    ),
    Mutation(
        "free field 5 of the line followed to another product",
        ARTICLES,
        "    if product is None or not same_key(product.code, line.code):\n        return None\n",
        "    if product is None:\n        return None\n    return product\n",
        ("export/test_articles.py::test_a_field_on_the_line_that_names_another_product_is_not_followed",),
    ),
    Mutation(
        "free field 5 of the material list not looked at",
        ARTICLES,
        "    if material is not None and material.free_field_5.strip():\n",
        "    if False:\n",
        (
            "invoicing/test_articles.py::test_a_code_renamed_in_reeleezee_is_a_warning",
            "export/test_articles.py::test_a_product_that_was_renamed_is_still_that_product_and_told",
        ),
    ),
    Mutation(
        "a renamed code not told",
        ARTICLES,
        "    if product is not None and not same_key(product.code, code):\n",
        "    if False:\n",
        ("invoicing/test_articles.py::test_a_code_renamed_in_reeleezee_is_a_warning",),
    ),
    Mutation(
        "an external id that is gone taken for unknown",
        ARTICLES,
        "        return _in_use(_by_external_id(material, catalogue), line.code, catalogue, product_kind)\n",
        "        if material.free_field_5.strip().lower() not in catalogue.products_by_id:\n"
        "            return Article(None)\n"
        "        return _in_use(_by_external_id(material, catalogue), line.code, catalogue, product_kind)\n",
        (
            "invoicing/test_articles.py::test_an_external_id_that_is_gone_is_refused_with_the_values",
            "export/test_articles.py::test_a_field_of_the_material_that_names_a_product_that_is_gone_is_refused",
        ),
    ),
    Mutation(
        "an external id on two materials accepted",
        ARTICLES,
        "catalogue.materials_by_external_id.get(external_id, ())) > 1",
        "catalogue.materials_by_external_id.get(external_id, ())) > 2",
        ("invoicing/test_articles.py::test_an_external_id_on_two_materials_is_refused",),
    ),
    Mutation(
        "an external id of another product followed",
        ARTICLES,
        "    if not product.is_archived and _is_anothers(material.code, product, catalogue):\n",
        "    if False:\n",
        ("invoicing/test_articles.py::test_an_external_id_of_another_product_while_one_bears_the_code_is_refused",),
    ),
    Mutation(
        "the first of two products with one code taken",
        ARTICLES,
        "    if len(bearers) > 1:\n        raise _ambiguous(code, bearers)\n    return bearers[0]",
        "    return bearers[0]",
        ("invoicing/test_articles.py::test_two_products_with_one_code_are_refused_by_name",),
    ),
    Mutation(
        "another spelling of a code not recognised",
        "koppeling/keys.py",
        "self._exact.get(key) or self._trimmed.get(key.strip()) or self._normal.get(normal_key(key), ())",
        "self._exact.get(key, ())",
        ("export/test_spelling.py::test_a_material_in_other_capitals_is_that_product_and_no_second_is_made",),
    ),
    Mutation(
        "another spelling of a code looked for among exact ones only",
        "koppeling/export/article_lookup.py",
        "return _together(found, _listed(reeleezee, wanted)) if unsettled else found",
        "return found",
        ("export/test_spelling.py::test_hours_are_billed_however_the_hour_type_is_spelled",),
    ),
    Mutation(
        "another spelling of a code not told",
        ARTICLES,
        "    if other in {code, code.strip()}:\n",
        "    if True:\n",
        ("export/test_spelling.py::test_hours_are_billed_however_the_hour_type_is_spelled",),
    ),
    Mutation(
        "the first of several spellings taken",
        ARTICLES,
        "    if len({row.code for row in called}) > 1:\n",
        "    if False:\n",
        ("export/test_spelling.py::test_two_materials_of_other_spellings_are_never_guessed",),
    ),
    Mutation(
        "two products made of two spellings",
        "koppeling/export/creation.py",
        "            if normal_key(new.code) not in ready:\n",
        "            if True:\n",
        ("export/test_spelling.py::test_two_new_spellings_of_one_code_become_one_product",),
    ),
    Mutation(
        "an archived product as good as one in use",
        "koppeling/invoicing/catalogue.py",
        "return tuple(p for p in of_kind if not p.is_archived) or of_kind",
        "return of_kind",
        ("export/test_spelling.py::test_a_product_in_use_goes_before_an_archived_one_of_the_same_code",),
    ),
    Mutation(
        "an id followed to an archived product",
        ARTICLES,
        "        if other is not None and not other.is_archived:\n",
        "        if False:\n",
        ("export/test_spelling.py::test_a_product_that_was_archived_under_another_code_gives_way_to_its_successor",),
    ),
    Mutation(
        "an archived product not told",
        ARTICLES,
        "    if product is not None and product.is_archived:\n",
        "    if False:\n",
        ("export/test_spelling.py::test_a_line_on_an_archived_product_that_has_no_successor_is_told",),
    ),
    Mutation(
        "products made while the option is off",
        LINES,
        "    if not settings.create_materials:\n",
        "    if False:\n",
        (
            "invoicing/test_lines.py::test_an_unknown_material_is_refused_while_the_option_is_off",
            "export/test_articles.py::test_an_unknown_material_is_refused_while_new_materials_are_off",
        ),
    ),
    Mutation(
        "products not made while the option is on",
        PLAN,
        "needs_material=tuple(d.row_id for d in drafts if d.new_products)",
        "needs_material=()",
        ("export/test_articles.py::test_an_unknown_material_is_made_once_also_when_two_orders_need_it",),
    ),
    Mutation(
        "lines without code accepted while the option is off",
        LINES,
        "    if not rules.settings.create_materials:\n",
        "    if False:\n",
        ("invoicing/test_lines.py::test_a_line_without_code_is_refused_while_the_option_is_off",),
    ),
    Mutation(
        "a line total that differs ignored",
        AMOUNTS,
        "    if total in possible_nets(quantity, price):\n",
        "    if True:\n",
        (
            "invoicing/test_amounts.py::test_a_line_total_that_nothing_explains_is_refused",
            "invoicing/test_amounts.py::test_a_discount_counts_where_it_explains_the_line_total",
        ),
    ),
    Mutation(
        "a discount taken that does not explain the total",
        AMOUNTS,
        "    if discount and total in possible_nets(quantity, price, discount):\n",
        "    if discount:\n",
        ("invoicing/test_amounts.py::test_a_line_total_that_nothing_explains_is_refused",),
    ),
    Mutation(
        "a discount written that another rounding takes a cent further",
        "koppeling/money.py",
        "            to_cents(gross) - to_cents(gross * discount),\n"
        "            to_cents(gross) - to_cents(to_cents(gross) * discount),\n",
        "",
        ("invoicing/test_forms.py::test_else_a_net_price_of_at_most_four_decimals_stores_it",),
    ),
    Mutation(
        "a price or quantity of more decimals than are kept written",
        FORMS,
        "    return to_decimals(figure, PRICE_DECIMALS) == figure\n",
        "    return True\n",
        (
            "invoicing/test_forms.py::test_else_it_is_one_piece_with_the_figures_in_the_text",
            "export/test_amounts_stored.py::test_the_total_of_the_work_order_is_stored_to_the_cent",
        ),
    ),
    Mutation(
        "one piece without the figures of the work order",
        LINES,
        "        figures=form.figures,\n",
        "",
        ("export/test_amounts_stored.py::test_a_line_in_another_form_tells_the_figures_of_the_work_order",),
    ),
    Mutation(
        "an amount of a milliard written",
        FORMS,
        "    if abs(total) >= LARGEST:\n",
        "    if False:\n",
        (
            "invoicing/test_forms.py::test_an_amount_of_a_milliard_is_refused_with_its_figures",
            "export/test_amounts_stored.py::test_an_amount_that_no_form_stores_is_refused_before_anything_is_written",
        ),
    ),
    Mutation(
        "a discount that no amount holds not told",
        AMOUNTS,
        "if not 0 < discount <= 1 or amounts.discount",
        "if discount or amounts.discount",
        ("invoicing/test_lines.py::test_a_discount_that_is_in_no_amount_of_the_line_is_told",),
    ),
    Mutation(
        "a rate that nobody chose not looked at",
        "koppeling/export/creation.py",
        "    if not given:\n        return None\n",
        "    if True:\n        return None\n",
        (
            "export/test_creation.py::test_a_product_that_reeleezee_gave_a_rate_of_its_own_is_looked_at_by_somebody_first",
        ),
    ),
    Mutation(
        "a customer that cannot be read taken for unknown",
        "koppeling/invoicing/recognising.py",
        "    refuse_unreadable(catalogue.unreadable_customers, number)\n",
        "",
        ("export/test_record_unreadable.py::test_a_customer_that_cannot_be_read_is_not_made_again_and_nobody_gets_99",),
    ),
    Mutation(
        "a product that cannot be read taken for unknown",
        ARTICLES,
        "    refuse_unreadable(catalogue.unreadable_products, *external_ids, identity.product(code), code)\n",
        "",
        ("export/test_record_unreadable.py::test_a_product_that_cannot_be_read_is_not_made_again_and_nobody_gets_99",),
    ),
    Mutation(
        "a service that cannot be read taken for unknown",
        ARTICLES,
        "    refuse_unreadable(catalogue.unreadable_products, code)\n",
        "",
        ("export/test_record_unreadable.py::test_hours_of_a_service_that_cannot_be_read_wait",),
    ),
    Mutation(
        "a record that cannot be read turned to 99",
        PLAN,
        'Result.DEFERRED if why.code in {"needed_record_unreadable", UNFORESEEN} else otherwise',
        "otherwise",
        ("export/test_record_unreadable.py::test_hours_of_a_service_that_cannot_be_read_wait",),
    ),
    Mutation(
        "an invoice that nobody understands holds up every 99",
        "koppeling/export/marking.py",
        "except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown, ReeleezeeContractError) as error:",
        "except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown) as error:",
        ("export/test_marking.py::test_an_invoice_that_nobody_understands_holds_up_no_99_of_others",),
    ),
    Mutation(
        "a rate that nobody chose billed without a word",
        LINES,
        "    if rate is None or rate.id == wanted.id or product.id != rules.identity.product(line.code):\n",
        "    if True:\n",
        ("export/test_creation.py::test_a_rate_that_nobody_chose_is_told_though_the_run_that_saw_it_was_killed",),
    ),
    Mutation(
        "everybody's products suspected of a rate nobody chose",
        LINES,
        "    if rate is None or rate.id == wanted.id or product.id != rules.identity.product(line.code):\n",
        "    if rate is None or rate.id == wanted.id:\n",
        ("export/test_creation.py::test_a_product_of_somebody_else_has_the_rate_it_has",),
    ),
    Mutation(
        "a discount without total ignored",
        AMOUNTS,
        "if not line.total.strip() and not _discount_of(line, where):",
        "if not line.total.strip():",
        ("invoicing/test_amounts.py::test_what_cannot_be_read_is_refused_by_field_and_value",),
    ),
    Mutation(
        "lines of quantity 0 invoiced",
        LINES,
        "    if amounts.quantity == 0:\n",
        "    if False:\n",
        (
            "invoicing/test_lines.py::test_quantity_0_is_left_out_and_told_by_name",
            "export/test_lines.py::test_quantity_0_is_left_out_and_told",
        ),
    ),
    Mutation(
        "lines of price 0 left out",
        LINES,
        "    if amounts.quantity == 0:\n",
        "    if amounts.quantity * amounts.price == 0:\n",
        (
            "invoicing/test_lines.py::test_price_0_is_a_line_of_nought",
            "export/test_lines.py::test_price_0_is_a_line_of_nothing",
        ),
    ),
    Mutation(
        "negative lines left out",
        LINES,
        "    if amounts.quantity == 0:\n",
        "    if amounts.quantity <= 0:\n",
        ("invoicing/test_lines.py::test_negative_quantity_is_a_negative_line",),
    ),
    Mutation(
        "an invoice below zero made",
        BUILD,
        "    if draft.net < ZERO:\n",
        "    if False:\n",
        (
            "invoicing/test_build.py::test_a_total_below_zero_is_refused",
            "export/test_lines.py::test_a_negative_total_is_for_a_person_to_credit",
        ),
    ),
    Mutation(
        "long texts cut in the middle of a word",
        LINES,
        "short = cut(text, DESCRIPTION_SIZE - len(figures))",
        "short = text[: DESCRIPTION_SIZE - len(figures)]",
        ("invoicing/test_lines.py::test_a_longer_text_than_reeleezee_takes_is_cut_at_a_word_with_a_warning",),
    ),
)
