// Says on every tab what keeps the koppeling from working at all: nothing saved yet, or an export that is held back.
import { useShell } from "./context";
import { Button, Notice } from "./pieces";
import { inLanguage } from "../settings/form";

export function Banner() {
  const { language, saved, t, go } = useShell();
  const { value, error, isLoading } = saved;
  if ((isLoading && value === undefined) || error !== undefined) return null;
  if (value === undefined) {
    return (
      <Notice tone="warn" title={t.nothingSaved}>
        <p>{t.nothingSavedSteps}</p>
        <div class="row">
          <Button isSmall onPress={() => go("connection")}>
            {t.tabs.connection}
          </Button>
          <Button isSmall onPress={() => go("settings")}>
            {t.tabs.settings}
          </Button>
        </div>
      </Notice>
    );
  }
  if (value.blocked !== "") {
    return (
      <Notice tone="warn" title={t.exportBlocked}>
        {inLanguage(value.blocked, language)}
      </Notice>
    );
  }
  return null;
}
