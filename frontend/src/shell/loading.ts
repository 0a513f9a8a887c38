// Loads something when it is first shown and again when asked, and keeps the last answer while a new one comes.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface Loaded<T> {
  value: T | undefined;
  error: unknown;
  isLoading: boolean;
  reload: () => Promise<void>;
}

export function useLoaded<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [state, setState] = useState<{ key: string; value?: T; error?: unknown; isLoading: boolean }>({
    key,
    isLoading: true,
  });
  const wanted = useRef(key);
  wanted.current = key;
  const reload = useCallback(async () => {
    setState((before) => (before.key === key ? { ...before, isLoading: true } : { key, isLoading: true }));
    try {
      const value = await load();
      // an answer that comes after something else was asked for must not take its place
      if (wanted.current === key) setState({ key, value, isLoading: false });
    } catch (error) {
      if (wanted.current === key) setState({ key, error, isLoading: false });
    }
    // `load` is made anew at each rendering; what it loads is told by `key`
  }, [key]);
  useEffect(() => void reload(), [reload]);
  const isOurs = state.key === key;
  return {
    value: isOurs ? state.value : undefined,
    error: isOurs ? state.error : undefined,
    isLoading: state.isLoading || !isOurs,
    reload,
  };
}
