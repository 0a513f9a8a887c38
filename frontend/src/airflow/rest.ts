// Calls Airflow's public REST API with the login of the person who looks: the browser sends the cookie along.
import { ROOT } from "./place";

export class Refusal extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  return (await send("GET", `api/v2/${path}`, query)) as T;
}

/** What is not there is undefined: most of what is asked for comes to exist only after a run. */
export async function find<T>(path: string, query: Query = {}): Promise<T | undefined> {
  try {
    return await get<T>(path, query);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return (await send("POST", `api/v2/${path}`, {}, body)) as T;
}

export async function patch<T>(path: string, body: unknown, query: Query = {}): Promise<T> {
  return (await send("PATCH", `api/v2/${path}`, query, body)) as T;
}

/** The one answer that is not Airflow's own API. */
export async function ownRights<T>(query: Query): Promise<T> {
  return (await send("GET", "koppeling/rights", query)) as T;
}

async function send(method: string, path: string, query: Query, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${ROOT}${path}${written(query)}`, {
    method,
    credentials: "same-origin",
    headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Refusal(answer.status, detail(text) || answer.statusText);
  return text === "" ? undefined : JSON.parse(text);
}

function written(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [name, String(one)]),
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs as string[][]).toString()}`;
}

function detail(text: string): string {
  try {
    const told = (JSON.parse(text) as { detail?: unknown }).detail;
    if (typeof told === "string") return told;
    if (Array.isArray(told)) return told.map((row) => (row as { msg?: string }).msg ?? "").join("; ");
    return told === undefined ? "" : JSON.stringify(told);
  } catch {
    return text.slice(0, 200);
  }
}
