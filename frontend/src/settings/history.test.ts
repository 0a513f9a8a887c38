import { expect, it, vi } from "vitest";
import type { Field } from "./form";

vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
const { titled } = await import("./history");

const FORM = [{ name: "export_invoices", title: "Facturen maken" }] as Field[];
const SAID = { True: "Ja", False: "Nee", None: "(leeg)" };

it("tells a change by the title of its setting and in the reader's words", () => {
  expect(titled("export_invoices: False → True", FORM, SAID)).toBe("Facturen maken: Nee → Ja");
  expect(titled("export_invoices: None → 40", FORM, SAID)).toBe("Facturen maken: (leeg) → 40");
});

it("leaves what belongs to no field of the form as it was written", () => {
  expect(titled("vroeger: False → True", FORM, SAID)).toBe("vroeger: False → True");
});
