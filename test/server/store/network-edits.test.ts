import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Repair } from "#contract/layers.ts";
import { openDatabase } from "../../../server/store/database/database.ts";
import type { Database } from "../../../server/store/database/sql.ts";
import { editsOf } from "../../../server/store/network-edits.ts";
import { NoSuchStudy, studyRows } from "../../../server/store/study-rows.ts";
import { describeOnEachDatabase } from "../../fixtures/databases.ts";

const JOIN: Repair = { kind: "join", from: [115.0312345, 25.6], to: [115.0312399, 25.6000001] };
const named = (...notes: readonly string[]) => notes.map((note) => ({ repair: JOIN, note }));

describeOnEachDatabase("edits of the network", (fresh, kind) => {
  let database: Database;
  /** On a server, another connection to the same database; an embedded one has no other. */
  let beside: Database;
  let study: string;
  beforeAll(async () => {
    const place = await fresh();
    database = await openDatabase(place);
    beside = kind === "postgres" ? await openDatabase(place) : database;
  });
  afterAll(async () => {
    await database.close();
    if (beside !== database) await beside.close();
  });
  beforeEach(async () => {
    study = await newStudy();
  });

  async function newStudy(): Promise<string> {
    const made = { name: "七里镇", synthetic: false, resolution: 10, snapCap: 300 };
    return (await studyRows(database).create(made)).id;
  }

  it("are in force in the order they were made, each with an id of its own", async () => {
    const edits = editsOf(database);
    const drop: Repair = { kind: "drop", at: [115, 25] };
    expect(await edits.add(study, [{ repair: JOIN, note: "接上" }])).toEqual([
      { id: 1, repair: JOIN, note: "接上" },
    ]);
    await edits.add(study, [{ repair: drop, note: "去掉" }]);
    expect(await edits.list(study)).toEqual({
      inForce: [
        { id: 1, repair: JOIN, note: "接上" },
        { id: 2, repair: drop, note: "去掉" },
      ],
      undone: 0,
    });
    expect(await edits.list(await newStudy())).toEqual({ inForce: [], undone: 0 });
  });

  it("can be many in one step, under any note", async () => {
    const notes = Array.from({ length: 300 }, (_, i) => `${i}`);
    const made = await editsOf(database).add(study, named("a\0b", "\uD800", "'\"\\", ...notes));
    const { inForce } = await editsOf(database).list(study);
    expect(inForce).toEqual(made);
    expect(made.slice(0, 4).map(({ note }) => note)).toEqual(["a\uFFFDb", "\uFFFD", "'\"\\", "0"]);
    expect(await editsOf(database).undo(study)).toEqual(made);
  });

  it("are undone and redone a step at a time; a new one ends the redoing and takes no old id", async () => {
    const edits = editsOf(database);
    await edits.add(study, named("a"));
    await edits.add(study, named("b1", "b2"));
    const notes = (list: readonly { note: string }[]) => list.map(({ note }) => note);
    expect(notes(await edits.undo(study))).toEqual(["b1", "b2"]);
    expect(notes(await edits.undo(study))).toEqual(["a"]);
    expect(await edits.undo(study)).toEqual([]);
    expect(notes(await edits.redo(study))).toEqual(["a"]);
    expect(await edits.list(study)).toMatchObject({ inForce: [{ id: 1 }], undone: 2 });
    expect(await edits.add(study, named("c"))).toMatchObject([{ id: 4, note: "c" }]);
    expect(await edits.redo(study)).toEqual([]);
    expect(await edits.list(study)).toMatchObject({
      inForce: [
        { id: 1, note: "a" },
        { id: 4, note: "c" },
      ],
      undone: 0,
    });
  });

  it("do as two stacks do, whatever is done", async () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant("add" as const), size: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ do: fc.constantFrom("undo" as const, "undo" as const, "redo" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 24, size: "max" }), async (acts) => {
        const edits = editsOf(database);
        const mine = await newStudy();
        const done: string[][] = [];
        const undone: string[][] = [];
        const expected: string[][] = [];
        const turned: string[][] = [];
        for (const [i, one] of acts.entries())
          if (one.do === "add") {
            const step = Array.from({ length: one.size }, (_, k) => `${i}.${k}`);
            done.push(step);
            undone.length = 0;
            await edits.add(mine, named(...step));
          } else {
            const [from, to] = one.do === "undo" ? [done, undone] : [undone, done];
            const step = from.pop() ?? [];
            if (step.length > 0) to.push(step);
            expected.push(step);
            turned.push((await edits[one.do](mine)).map(({ note }) => note));
          }
        expect(turned).toEqual(expected);
        const listed = await edits.list(mine);
        expect(listed.inForce.map(({ note }) => note)).toEqual(done.flat());
        expect(listed.undone).toBe(undone.flat().length);
      }),
      { numRuns: 25 },
    );
  });

  it("of two who edit at once are all kept, under different ids, and undone one by one", async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        editsOf(i % 2 === 0 ? database : beside).add(study, named(`${i}`)),
      ),
    );
    const ids = made.flat().map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    const undone = await Promise.all([database, beside].map((one) => editsOf(one).undo(study)));
    expect(
      undone
        .flat()
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    ).toEqual([9, 10]);
    expect((await editsOf(database).list(study)).inForce).toHaveLength(8);
  });

  it("need a study", async () => {
    const edits = editsOf(database);
    await expect(edits.add("nothing", named("a"))).rejects.toThrow(NoSuchStudy);
    await expect(edits.undo("nothing")).rejects.toThrow(NoSuchStudy);
    await expect(edits.redo("nothing")).rejects.toThrow(NoSuchStudy);
  });
});
