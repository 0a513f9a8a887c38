// A page that stands open all day is looked at now and then: what it shows is read again at that moment.
import { useEffect, useRef } from "preact/hooks";

/** Calls `look` each time that the person comes back to the page from another tab or program. */
export function useReturn(look: () => void): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const changed = () => {
      if (document.visibilityState === "visible") latest.current();
    };
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  }, []);
}
