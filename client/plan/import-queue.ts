import type { Import, Role } from "#contract/import.ts";

/** A file that is neither in the study nor given up, and what it waits for. */
export interface QueuedFile {
  readonly id: string;
  readonly name: string;
  /** What it was read as, or said to be; undefined where nothing is known yet. */
  readonly role: Role | undefined;
  readonly state: "reading" | "failed" | "blocked" | "doubtful" | "ready";
  /** That would be stored as it stands. */
  readonly usable: number;
  /** That wait for a decision. */
  readonly doubtful: number;
  readonly blocking: NonNullable<Import["proposal"]>["blocking"];
}

/** The order files are best dealt with: each is held against what is stored before it. */
const ORDER: readonly (Role | undefined)[] = [
  "network",
  "units",
  "people",
  "facilities",
  "premises",
  undefined,
];

/** In the order they are best dealt with, the earliest of one kind first. Imports come newest first. */
export function importQueue(imports: readonly Import[]): QueuedFile[] {
  return imports
    .filter(({ state }) => state !== "done" && state !== "cancelled")
    .map(queued)
    .toReversed()
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Files that were not read come after those that can be dealt with. */
function placeOf({ role, state }: QueuedFile): number {
  return state === "failed" ? ORDER.length : ORDER.indexOf(role);
}

function queued({ id, file, state, proposal, decisions }: Import): QueuedFile {
  const common = {
    id,
    name: file.name,
    role: proposal?.role ?? decisions.role,
    usable: proposal?.account.usable ?? 0,
    doubtful: proposal?.account.doubtful ?? 0,
    blocking: proposal?.blocking ?? [],
  };
  if (state === "failed" || state === "interrupted") return { ...common, state: "failed" };
  if (state !== "waiting" || proposal === null) return { ...common, state: "reading" };
  if (common.blocking.length > 0) return { ...common, state: "blocked" };
  return { ...common, state: common.doubtful > 0 ? "doubtful" : "ready" };
}
