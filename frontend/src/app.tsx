// The page: which koppeling, which tab; nothing is shown before it is known who is looking.
import { useEffect, useState } from "preact/hooks";
import { useAppearance, type Language } from "./airflow/appearance";
import { dagParams, koppelingDags } from "./airflow/dags";
import { ROOT } from "./airflow/place";
import { ownRights, Refusal } from "./airflow/rest";
import { ConnectionTab } from "./connection/connection-tab";
import { dagId, ShellContext, type Rights, type Shell } from "./shell/context";
import { koppelingenOf, type Koppeling } from "./koppelingen";
import { OrdersTab } from "./orders/orders-tab";
import { OverviewTab } from "./overview/overview-tab";
import { savedSettings } from "./settings/saved";
import { SettingsTab } from "./settings/settings-tab";
import { useFresh } from "./shell/fresh";
import { useLoaded } from "./shell/loading";
import { Banner } from "./shell/banner";
import { Tabs, TAB_NAMES, type TabName } from "./shell/tabs";
import { StartTab } from "./start/start-tab";
import { useSynchronisation } from "./start/synchronisation";
import { en } from "./texts/en";
import { nl } from "./texts/nl";

interface Everything {
  koppelingen: Koppeling[];
  rights: Rights;
}

async function everything(): Promise<Everything> {
  const koppelingen = koppelingenOf(await koppelingDags());
  const dag_id = koppelingen.flatMap((one) => Object.values(one.dags).map((dag) => dag.dag_id));
  const connection_id = (await Promise.all(koppelingen.map(connectionIds))).flat();
  return { koppelingen, rights: await ownRights<Rights>({ dag_id, connection_id }) };
}

async function connectionIds(koppeling: Koppeling): Promise<string[]> {
  const params = await dagParams(dagId(koppeling, "koppeling_setup"));
  return ["outsmart_connection", "reeleezee_connection"].flatMap((name) => {
    const value = params[name]?.value;
    return typeof value === "string" ? [value] : [];
  });
}

export function App() {
  const { language } = useAppearance();
  const t = language === "nl" ? nl : en;
  const { value, error } = useLoaded(everything, "everything");
  const [where, go] = useWhere();
  if (error instanceof Refusal && error.status === 401) return <p class="alone">{t.loggedOut}</p>;
  if (error !== undefined) return <p class="alone" role="alert">{error instanceof Error ? error.message : t.trouble}</p>;
  if (value === undefined) return <p class="alone" role="status">{t.loading}</p>;
  const koppeling = value.koppelingen.find((one) => one.name === where.koppeling) ?? value.koppelingen[0];
  if (koppeling === undefined) return <p class="alone">{t.noKoppeling}</p>;
  return (
    <Page
      key={koppeling.name}
      language={language}
      koppeling={koppeling}
      {...value}
      tab={where.tab}
      runId={where.runId}
      go={go}
    />
  );
}

interface Shown extends Everything {
  language: Language;
  koppeling: Koppeling;
  tab: TabName;
  runId: string;
  go: (koppeling: string, tab: TabName) => void;
}

function Page({ language, koppeling: known, koppelingen, rights, tab, runId, go }: Shown) {
  const t = language === "nl" ? nl : en;
  const { koppeling, refresh } = useFresh(known, tab);
  const saved = useLoaded(() => savedSettings(koppeling), `saved ${koppeling.name}`);
  const synchronisation = useSynchronisation(koppeling);
  const toTab = (next: TabName) => go(koppeling.name, next);
  const shell: Shell = { language, t, koppeling, rights, saved, synchronisation, refresh, runId, go: toTab };
  return (
    <ShellContext.Provider value={shell}>
      <header class="top">
        <h1>{t.title}</h1>
        {window.parent === window ? <a href={ROOT}>{t.toAirflow}</a> : null}
        {koppelingen.length > 1 ? (
          <label class="chooser">
            <span>{t.koppeling}</span>
            <select value={koppeling.name} onChange={(event) => go(event.currentTarget.value, tab)}>
              {koppelingen.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </header>
      <Tabs chosen={tab} choose={shell.go} />
      <main>
        <div id="panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        <Banner />
        <Tab name={tab} />
        </div>
      </main>
    </ShellContext.Provider>
  );
}

function Tab(props: { name: TabName }) {
  switch (props.name) {
    case "overview":
      return <OverviewTab />;
    case "orders":
      return <OrdersTab />;
    case "start":
      return <StartTab />;
    case "settings":
      return <SettingsTab />;
    case "connection":
      return <ConnectionTab />;
  }
}

interface Where {
  koppeling: string;
  tab: TabName;
  runId: string;
}

/** Koppeling and tab stand in the address, so that a reload comes back to the same place. */
function useWhere(): [Where, (koppeling: string, tab: TabName) => void] {
  const [where, setWhere] = useState(read);
  useEffect(() => {
    const look = () => setWhere(read());
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  return [
    where,
    (koppeling, tab) => {
      location.hash = `#/${koppeling}/${tab}`;
    },
  ];
}

function read(): Where {
  const [, koppeling = "", tab = "", runId = ""] = location.hash.split("/").map(decodeURIComponent);
  return { koppeling, runId, tab: TAB_NAMES.find((name) => name === tab) ?? "overview" };
}
