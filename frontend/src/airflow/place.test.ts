import { beforeEach, expect, it, vi } from "vitest";

beforeEach(() => vi.resetModules());

it.each([
  ["http://airflow.example/koppeling/", "http://airflow.example/"],
  ["https://example.nl/beheer/airflow/koppeling/", "https://example.nl/beheer/airflow/"],
])("finds Airflow from %s, also when it is served below a path", async (page, root) => {
  vi.stubGlobal("document", { baseURI: page });
  const place = await import("./place");
  expect(place.ROOT).toBe(root);
  expect(place.runAddress("invoice_export", "manual__2026-11-03T12:00:00+00:00")).toBe(
    `${root}dags/invoice_export/runs/manual__2026-11-03T12%3A00%3A00%2B00%3A00`,
  );
});
