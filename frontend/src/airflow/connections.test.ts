import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Connection } from "./connections";

let connections: typeof import("./connections");
beforeAll(async () => {
  vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
  connections = await import("./connections");
});

const KNOWN: Connection = {
  connection_id: "outsmart_default",
  conn_type: "outsmart",
  host: null,
  login: null,
  password: "***",
  extra: '{"software_token": "***", "retry_wait": 0.1, "administration": "A"}',
};

describe("what Airflow is sent", () => {
  it("keeps secrets that were not typed and fields that the page does not know", () => {
    const typed = { host: "", password: "", extra: { software_token: "", administration: "B" } };
    const sent = connections.body("outsmart_default", "outsmart", KNOWN, typed, ["software_token"]);
    expect("password" in sent).toBe(false);
    expect(JSON.parse(sent.extra)).toEqual({ software_token: "***", retry_wait: 0.1, administration: "B" });
  });

  it("replaces a secret that was typed and removes another field that was emptied", () => {
    const typed = { host: "", password: "nieuw", extra: { software_token: "geheim", administration: "" } };
    const sent = connections.body("outsmart_default", "outsmart", KNOWN, typed, ["software_token"]);
    expect(sent.password).toBe("nieuw");
    expect(JSON.parse(sent.extra)).toEqual({ software_token: "geheim", retry_wait: 0.1 });
  });
});

it("reads the administrations to choose from out of the words of the test", () => {
  const [a, b] = ["3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012", "4f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"];
  const words = `Vul bij Administratie in welke het is: Voorbeeld B.V. (${a}); Ander B.V. (${b}). / Fill in: Voorbeeld B.V. (${a}).`;
  expect(connections.administrationsIn(words)).toEqual([
    { value: a, label: "Voorbeeld B.V." },
    { value: b, label: "Ander B.V." },
  ]);
});
