// Airflow connections: secrets go in and never come out; what is not typed stays as it is.
import { Refusal, find, patch, post } from "./rest";

export interface Connection {
  connection_id: string;
  conn_type: string;
  host: string | null;
  login: string | null;
  password: string | null;
  extra: string | null;
}

export interface Typed {
  host: string;
  login?: string;
  /** Empty: as it was. */
  password: string;
  /** Fields of `extra`; an empty secret stays as it was, another empty field is removed. */
  extra: Record<string, string>;
}

export async function connection(id: string): Promise<Connection | undefined> {
  return find<Connection>(`connections/${id}`);
}

export function extraOf(known: Connection | undefined): Record<string, unknown> {
  return known?.extra ? (JSON.parse(known.extra) as Record<string, unknown>) : {};
}

/**
 * The body that Airflow is sent. A secret comes back from Airflow as stars; sent back as stars Airflow keeps what it has,
 * so the whole of `extra` is sent with the typed fields laid over it. A password that was not typed is left out.
 */
export function body(id: string, type: string, known: Connection | undefined, typed: Typed, secrets: readonly string[]) {
  const extra = { ...extraOf(known) };
  for (const [name, value] of Object.entries(typed.extra)) {
    if (value !== "") extra[name] = value;
    else if (!secrets.includes(name)) delete extra[name];
  }
  return {
    connection_id: id,
    conn_type: type,
    host: typed.host === "" ? null : typed.host,
    ...(typed.login === undefined ? {} : { login: typed.login }),
    ...(typed.password === "" ? {} : { password: typed.password }),
    extra: JSON.stringify(extra),
  };
}

export type Body = ReturnType<typeof body>;

export async function save(known: Connection | undefined, changed: Body): Promise<void> {
  if (known === undefined) {
    await post("connections", changed);
    return;
  }
  const mask = Object.keys(changed).filter((name) => name !== "connection_id" && name !== "conn_type");
  await patch(`connections/${changed.connection_id}`, changed, { update_mask: mask });
}

export interface Tested {
  works: boolean | undefined;
  words: string;
}

/** Test what was typed, with the secrets that are known; `works` is undefined when Airflow does not allow testing. */
export async function test(changed: Body): Promise<Tested> {
  try {
    const told = await post<{ status: boolean; message: string }>("connections/test", changed);
    return { works: told.status, words: told.message };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { works: error.status === 403 ? undefined : false, words: error.message };
  }
}

/** The administrations that the words of a test list, as `name (id)`: the person has to choose one of them. */
export function administrationsIn(words: string): { value: string; label: string }[] {
  const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  const found = new Map<string, string>();
  for (const [, name, guid] of words.matchAll(new RegExp(`(?:^|[:;] )([^;:]+?) \\((${id})\\)`, "gi"))) {
    if (guid !== undefined && name !== undefined && !found.has(guid)) found.set(guid, name.trim());
  }
  return [...found].map(([value, label]) => ({ value, label }));
}
