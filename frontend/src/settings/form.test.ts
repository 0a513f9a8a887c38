import { describe, expect, it } from "vitest";
import type { Param } from "../airflow/dags";
import { conf, fields, inLanguage, problems, starting } from "./form";

const PARAMS: Record<string, Param> = {
  vat_product: { value: "NL, Hoog Tarief", schema: { type: ["null", "string"], title: "Btw-tarief / VAT rate" } },
  payment_term_days: { value: null, schema: { type: ["null", "integer"], minimum: 0, maximum: 365 } },
  round_hours_to: { value: 0, schema: { enum: [0, 5], values_display: { "0": "niet / not" } } },
  export_invoices: { value: false, schema: { type: "boolean", section: "2. Factureren / export" } },
};
const FORM = fields(PARAMS, "nl");

describe("the form", () => {
  it("has a control for each kind of parameter", () => {
    expect(FORM.map((field) => field.kind)).toEqual(["text", "number", "choice", "switch"]);
  });

  it("speaks the language of the page", () => {
    expect(fields(PARAMS, "en").map((field) => field.section)).toContain("2. Export");
    expect(inLanguage("Leeg = geen grens / empty = no limit", "nl")).toBe("Leeg = geen grens");
    expect(inLanguage("HTTP 401", "en")).toBe("HTTP 401");
    const mixed = "x kan niet / is not allowed. Toegestaan / allowed: 0 of 1.";
    expect(inLanguage(mixed, "nl")).toBe(mixed);
  });

  it("starts with what was saved and sends an empty field as null", () => {
    const values = starting(FORM, { payment_term_days: 14, export_invoices: true });
    expect(values).toEqual({
      vat_product: "NL, Hoog Tarief",
      payment_term_days: 14,
      round_hours_to: 0,
      export_invoices: true,
    });
    expect(conf(FORM, { ...values, vat_product: "" })["vat_product"]).toBeNull();
  });
});

describe("a refusal", () => {
  it("of Airflow's form stands beside its field, without the schema", () => {
    const words = "Invalid input for param vat_product: 7 is not of type 'null', 'string'\n\nFailed validating";
    expect(problems(words, FORM)).toEqual({ vat_product: "7 is not of type 'null', 'string'" });
  });

  it("of a number says in the language of the page which number it may be", () => {
    const words = "Invalid input for param payment_term_days: 400 is greater than the maximum of 365\n\nFailed validating";
    const told = problems(words, FORM)["payment_term_days"] ?? "";
    expect(inLanguage(told, "nl")).toBe("Vul een heel getal in vanaf 0 tot en met 365, of laat het leeg.");
    expect(inLanguage(told, "en")).toBe("Fill in a whole number from 0 up to 365, or leave it empty.");
  });

  it("of the koppeling stands beside each field that a line begins with", () => {
    const [dutch, english] = ["naam of id van een btw-tarief; niet leeg", "name or id of a VAT rate; not empty"];
    const words =
      `vat_product = '' kan niet / is not allowed (too short). Toegestaan: ${dutch} / allowed: ${english}.\n` +
      "payment_term_days = 'x' kan niet.\nReeleezee: geen verbinding";
    expect(problems(words, FORM)).toEqual({
      vat_product: `Dit kan niet. Toegestaan: ${dutch}. / not allowed. Allowed: ${english}.`,
      payment_term_days: "payment_term_days = 'x' kan niet.",
      "": "Reeleezee: geen verbinding",
    });
  });
});
