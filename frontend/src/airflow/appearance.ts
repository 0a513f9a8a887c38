// Follows what the person chose in Airflow: language and light or dark. Both are kept by Airflow in this browser.
import { useEffect, useState } from "preact/hooks";

export type Language = "nl" | "en";

export interface Appearance {
  language: Language;
  isDark: boolean;
}

const DARK = matchMedia("(prefers-color-scheme: dark)");

export function appearance(): Appearance {
  const theme = localStorage.getItem("theme");
  return {
    language: localStorage.getItem("i18nextLng")?.toLowerCase().startsWith("nl") ? "nl" : "en",
    isDark: theme === "dark" || (theme !== "light" && DARK.matches),
  };
}

export function useAppearance(): Appearance {
  const [chosen, setChosen] = useState(appearance);
  useEffect(() => {
    const look = () => setChosen(appearance());
    window.addEventListener("storage", look);
    DARK.addEventListener("change", look);
    return () => {
      window.removeEventListener("storage", look);
      DARK.removeEventListener("change", look);
    };
  }, []);
  useEffect(() => {
    document.documentElement.lang = chosen.language;
    document.documentElement.dataset["theme"] = chosen.isDark ? "dark" : "light";
  }, [chosen]);
  return chosen;
}
