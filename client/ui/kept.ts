import { useState } from "react";

/** A yes or no that this browser remembers; where it may not remember, it lasts as long as the page. */
export function useKept(key: string, usual: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => {
    const kept = storage()?.getItem(key);
    return kept === null || kept === undefined ? usual : kept === "1";
  });
  return [
    value,
    (next) => {
      storage()?.setItem(key, next ? "1" : "0");
      setValue(next);
    },
  ];
}

function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
