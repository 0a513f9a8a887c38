// Which koppelingen there are, told by the tags of Airflow's DAGs, and which DAG of each does what.
import type { Dag } from "./airflow/dags";

export const PARTS = ["relations_import", "materials_import", "hourtypes_import", "invoice_export"] as const;
export type Part = (typeof PARTS)[number];

/** The setting that switches a part on. */
export const SWITCH: Record<Part, string> = {
  relations_import: "import_relations",
  materials_import: "import_materials",
  hourtypes_import: "import_hour_types",
  invoice_export: "export_invoices",
};

const OTHERS = ["koppeling_setup", "koppeling_settings", "start_synchronisatie"] as const;
export type Base = Part | (typeof OTHERS)[number];

export interface Koppeling {
  name: string;
  dags: Partial<Record<Base, Dag>>;
}

/** What an Airflow tag begins with that names the koppeling of a DAG. */
export const TAG = "koppeling:";

export function koppelingenOf(dags: readonly Dag[]): Koppeling[] {
  const found = new Map<string, Koppeling>();
  for (const dag of dags) {
    const name = dag.tags.find((tag) => tag.name.startsWith(TAG))?.name.slice(TAG.length);
    const base = dag.dag_id.split("__")[0] as Base;
    if (name === undefined || !([...PARTS, ...OTHERS] as string[]).includes(base)) continue;
    const one = found.get(name) ?? { name, dags: {} };
    one.dags[base] = dag;
    found.set(name, one);
  }
  return [...found.values()].sort((a, b) => rank(a).localeCompare(rank(b)));
}

/** `default` comes first, as it does in koppelingen.yaml. */
function rank(koppeling: Koppeling): string {
  return koppeling.name === "default" ? "" : koppeling.name;
}
