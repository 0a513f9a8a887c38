// Moments as people read them, in the language of the page and the time of this computer.

export function moment(iso: string | null | undefined, language: string): string {
  if (!iso) return "";
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(iso));
}

/** A day written as 2026-10-05. */
export function day(iso: string | undefined, language: string): string {
  if (!iso) return "";
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
  return format.format(new Date(year, month - 1, date));
}

/** How long something has been going on, in its largest unit; a minute at least. */
export function since(iso: string, now: Date, language: string): string {
  const minutes = Math.max(1, Math.floor((now.getTime() - new Date(iso).getTime()) / 60_000));
  const [count, unit] =
    minutes < 60 ? [minutes, "minute"] : minutes < 48 * 60 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
  return new Intl.NumberFormat(language, { style: "unit", unit: String(unit), unitDisplay: "long" }).format(Number(count));
}
