export const ENTRY_TABS = [
  "figures",
  "sheet",
  "evidence",
  "snapshots",
  "settings",
  "documents",
  "standards",
] as const;
export type EntryTab = (typeof ENTRY_TABS)[number];
