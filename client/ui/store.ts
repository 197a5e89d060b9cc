import { useSyncExternalStore } from "react";

/** A value that lives outside React, so that a change redraws only what reads the changed part. */
export interface Store<T> {
  readonly get: () => T;
  /** Sets the value `change` gives; the same value tells nobody. */
  readonly set: (change: (value: T) => T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reads part of a store. `read` must give the same object for the same value. */
export function useStore<T, Part>(store: Store<T>, read: (value: T) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => read(store.get()));
}
