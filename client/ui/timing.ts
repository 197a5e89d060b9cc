import { useEffect, useState } from "react";
import type { Store } from "./store.ts";

/** The value once it has stood still for `ms`; the first one at once. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** Part of a store once it has stood still for `ms`; redraws only then. `read` must not change. */
export function useSettledPart<T, Part>(
  store: Store<T>,
  read: (value: T) => Part,
  ms: number,
): Part {
  const [settled, setSettled] = useState(() => read(store.get()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setSettled(() => read(store.get())), ms);
    };
    settle();
    const stop = store.subscribe(settle);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, read, ms]);
  return settled;
}

/** Whole seconds since the component appeared. */
export function useElapsedSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
