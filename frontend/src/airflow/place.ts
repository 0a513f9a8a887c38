// Where Airflow is, seen from the page: it may be served below a path, and the page may stand in its frame.

/** The root of Airflow, with a slash at the end; the page itself is at `koppeling/` below it. */
export const ROOT = new URL("../", document.baseURI).toString();

export function runAddress(dagId: string, runId: string): string {
  return `${ROOT}dags/${encodeURIComponent(dagId)}/runs/${encodeURIComponent(runId)}`;
}

export function dagAddress(dagId: string): string {
  return `${ROOT}dags/${encodeURIComponent(dagId)}`;
}

/**
 * Follow a link out of the frame. Airflow's frame may not navigate its parent, so the parent's own document is asked to
 * follow it; outside of a frame the link works by itself.
 */
export function follow(event: MouseEvent): void {
  const link = event.currentTarget;
  if (!(link instanceof HTMLAnchorElement) || window.parent === window) return;
  event.preventDefault();
  const there = window.parent.document.createElement("a");
  there.href = link.href;
  if (link.target === "_blank" || event.ctrlKey || event.metaKey) there.target = "_blank";
  there.rel = "noopener noreferrer";
  window.parent.document.body.append(there);
  there.click();
  there.remove();
}
