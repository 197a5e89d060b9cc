import { lazy, Suspense } from "react";
import type { EntryTab } from "./entry/entry-tabs.ts";

const EntryPanel = lazy(async () => {
  const { EntryPanel: panel } = await import("./entry/EntryPanel.tsx");
  return { default: panel };
});

/** The forms for entering figures and evidence, loaded when they are wanted. */
export function EntrySlot(props: {
  readonly study: string;
  readonly indicator: string | undefined;
  readonly first?: EntryTab | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Suspense fallback={null}>
      <EntryPanel {...props} />
    </Suspense>
  );
}
