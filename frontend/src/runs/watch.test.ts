import { afterEach, beforeEach, expect, it, vi } from "vitest";

vi.stubGlobal("document", { baseURI: "http://airflow.example/koppeling/" });
const { watch } = await import("./watch");

type Answer = string | number | "no network";
let answers: Answer[];

/** Each look at the run takes the next answer: the state of the run, a status of a refusal, or none at all. */
async function answered(address: string): Promise<Response> {
  if (address.includes("/taskInstances")) return new Response(JSON.stringify({ task_instances: [] }));
  const next = answers.length > 1 ? answers.shift() : answers[0];
  if (next === "no network") throw new TypeError("Failed to fetch");
  if (typeof next === "number") return new Response('{"detail": "not now"}', { status: next });
  return new Response(JSON.stringify({ state: next }));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", answered);
});
afterEach(() => vi.useRealTimers());

async function watched(tell?: Parameters<typeof watch>[2]) {
  const ended = watch("invoice_export", "run", tell).then(
    (now) => now.state,
    (error: Error) => error.message,
  );
  await vi.runAllTimersAsync();
  return ended;
}

it("goes on while Airflow does not answer for a while, since the run goes on as well", async () => {
  answers = ["running", "no network", 502, 503, "running", "success"];
  expect(await watched()).toBe("success");
});

it("gives up when no answer comes for long, with what was said", async () => {
  answers = ["running", "no network"];
  expect(await watched()).toBe("Failed to fetch");
});

it("gives up at once when Airflow refuses the question itself", async () => {
  answers = [403, "success"];
  expect(await watched()).toBe("not now");
});

it("tells each state in its order, though telling one takes longer than the next look", async () => {
  answers = ["running", "success"];
  const told: string[] = [];
  await watched(async (now) => {
    if (now.state === "running") await new Promise((wake) => setTimeout(wake, 5000));
    told.push(now.state);
  });
  expect(told).toEqual(["running", "success"]);
});
