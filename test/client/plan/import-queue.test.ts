import { expect, it } from "vitest";
import type { Import, Role } from "#contract/import.ts";
import { importQueue } from "../../../client/plan/import-queue.ts";

const ACCOUNT = { read: 9, usable: 7, doubtful: 0, dropped: 2, noted: 0, summary: [], notes: [] };

function one(
  id: string,
  state: Import["state"],
  role?: Role,
  more: { readonly doubtful?: number; readonly blocked?: boolean } = {},
): Import {
  const { doubtful = 0, blocked = false } = more;
  const proposal = {
    role: role ?? "people",
    format: "csv",
    encoding: null,
    headerRow: 1,
    tables: [],
    table: null,
    columns: [],
    template: null,
    crs: null,
    picture: null,
    services: null,
    duplicates: null,
    people: null,
    network: null,
    account: { ...ACCOUNT, doubtful },
    layer: { replaces: null, name: "", source: "", date: null },
    blocking: blocked ? [{ code: "crs-unclear" }] : [],
  };
  return {
    id,
    study: "s",
    file: { name: `${id}.csv`, bytes: 1 },
    state,
    created: "2026-01-01T00:00:00Z",
    progress: [],
    decisions: {},
    proposal: role === undefined ? null : proposal,
    error: null,
    became: null,
  };
}

it("lists what is to be dealt with from streets to facilities, the earliest first, and what failed last", () => {
  const newestFirst = [
    one("stored", "done", "network"),
    one("given up", "cancelled"),
    one("late list", "waiting", "facilities", { doubtful: 3 }),
    one("people", "waiting", "people", { blocked: true }),
    one("unread", "reading"),
    one("gone", "interrupted", "network"),
    one("streets", "waiting", "network"),
    one("early list", "reading", "facilities"),
    one("persons", "failed"),
  ];
  expect(
    importQueue(newestFirst).map(({ id, state, usable, doubtful }) => [
      id,
      state,
      usable,
      doubtful,
    ]),
  ).toEqual([
    ["streets", "ready", 7, 0],
    ["people", "blocked", 7, 0],
    ["early list", "reading", 7, 0],
    ["late list", "doubtful", 7, 3],
    ["unread", "reading", 0, 0],
    ["persons", "failed", 0, 0],
    ["gone", "failed", 7, 0],
  ]);
});
