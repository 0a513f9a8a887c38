import { describe, expect, it } from "vitest";
import { latest, perDay, type Report, type ReportOfRun, type Row } from "./order";

function row(over: Partial<Row>): Row {
  return {
    row_id: "1",
    work_order: "WB-1",
    relation: "Bakkerij Voorbeeld",
    outcome: "refused",
    reason: "relation_unknown",
    nl: "",
    en: "",
    warnings: [],
    invoice_id: "",
    receipt_number: "",
    net: "",
    vat: "",
    total: "",
    ...over,
  };
}

function reported(at: string, rows: Row[], over: Partial<Report> = {}): ReportOfRun {
  return { runId: at, at, report: { preview: false, counts: {}, outcomes: rows, ...over } };
}

describe("the last word on a work order", () => {
  it("is that of the newest report", () => {
    const [order] = latest([
      reported("2026-11-03T10:15:00Z", [row({ outcome: "exported" })]),
      reported("2026-11-03T10:00:00Z", [row({ outcome: "refused" })]),
    ]);
    expect([order?.outcome, order?.runId, order?.waitingSince]).toEqual(["exported", "2026-11-03T10:15:00Z", ""]);
  });

  it("is never that of a preview", () => {
    const preview = reported("2026-11-03T11:00:00Z", [row({ outcome: "would_be_exported" })], { preview: true });
    expect(latest([preview, reported("2026-11-03T10:00:00Z", [row({})])]).map((order) => order.outcome)).toEqual([
      "refused",
    ]);
  });

  it("waits since the first of the reports in a row that left it waiting", () => {
    const [order] = latest([
      reported("2026-11-03T10:30:00Z", [row({ outcome: "refused" })]),
      reported("2026-11-03T10:15:00Z", [row({ outcome: "deferred" })]),
      reported("2026-11-03T10:00:00Z", [row({ outcome: "skipped" })]),
      reported("2026-11-03T09:45:00Z", [row({ outcome: "refused" })]),
    ]);
    expect(order?.waitingSince).toBe("2026-11-03T10:15:00Z");
  });
});

describe("the chart", () => {
  it("counts invoices and refusals on their own day and has a bar for every day", () => {
    const orders = latest([
      reported("2026-11-03T10:00:00", [row({ row_id: "1" }), row({ row_id: "2", outcome: "exported" })]),
      reported("2026-10-01T10:00:00", [row({ row_id: "3" })]),
    ]);
    expect(perDay(orders, new Date("2026-11-04T09:00:00"), 3)).toEqual([
      { day: "2026-11-02", invoices: 0, refusals: 0 },
      { day: "2026-11-03", invoices: 1, refusals: 1 },
      { day: "2026-11-04", invoices: 0, refusals: 0 },
    ]);
  });
});
