import type { PolicyDocument } from "#contract/policy/document.ts";
import type { PolicySettings } from "#contract/policy/stock.ts";
import { LEVELS, type Level } from "../vocabulary.ts";
import { codesAbove, levelOfCode, plainCode } from "./codes.ts";
import type { Division, UnitFacts } from "./input.ts";
import { levelOfWords } from "./level-words.ts";

type Jurisdiction = PolicyDocument["jurisdiction"];

/**
 * The tree that the units of a study make with what they lie in, from the largest down. It reaches up to the
 * smallest division that holds all of them, at least to the county: what lies above is never whole in the study.
 *
 * Where ids are statistical codes, the codes tell level and tree; names of counties come from the documents, those
 * of townships from what their units all say they lie in. One that holds all and has no name is called as the
 * study is. Other units go by their words.
 *
 * `urbanCodes` are statistical urban-rural codes (111, 220 …) by id of the unit.
 */
export function divisionsOf(
  units: readonly UnitFacts[],
  jurisdictions: readonly Jurisdiction[],
  settings: Pick<PolicySettings, "urbanBy">,
  urbanCodes: ReadonlyMap<string, string>,
  study: string,
): Division[] {
  const names = namesOf(jurisdictions);
  const coded = units.flatMap((unit, index) => {
    const plain = plainCode(unit.id);
    return plain === null || plain.length < 6 ? [] : [{ unit, index, plain }];
  });
  const drafts = [...fromCodes(coded, names)];
  const codedUnits = new Set(coded.map(({ index }) => index));
  addByWords(
    drafts,
    units.flatMap((unit, index) => (codedUnits.has(index) ? [] : [{ unit, index }])),
    names,
  );
  const tops = drafts.filter(({ within }) => within === null);
  return drafts
    .map((draft) => ({
      ...draft,
      ...(tops.length === 1 && draft === tops[0] && isNameless(draft) && { name: study }),
      urban: isUrban(draft, settings, urbanCodes),
    }))
    .sort(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        (a.code < b.code ? -1 : Number(a.code > b.code)),
    );
}

/** Put together from codes, without anybody saying what it is called. */
function isNameless({ unit, name, code }: Draft): boolean {
  return unit === null && name === code && plainCode(code) !== null;
}

type Draft = Omit<Division, "urban">;
interface Coded {
  readonly unit: UnitFacts;
  readonly index: number;
  readonly plain: string;
}

/** Names by plain code. */
function namesOf(jurisdictions: readonly Jurisdiction[]): ReadonlyMap<string, string> {
  return new Map(
    jurisdictions
      .flatMap(({ code, name, parts }) => [{ code, name }, ...parts])
      .map(({ code, name }) => [plainCode(code) ?? code, name]),
  );
}

function* fromCodes(coded: readonly Coded[], names: ReadonlyMap<string, string>): Iterable<Draft> {
  const top = topLength(coded);
  const own = new Map(coded.map((one) => [one.plain, one]));
  const above = new Map<string, Coded[]>();
  for (const one of coded)
    for (const code of codesAbove(one.plain))
      if (code.length >= top && !own.has(code)) {
        const members = above.get(code);
        if (members === undefined) above.set(code, [one]);
        else members.push(one);
      }
  const idOf = (plain: string) => own.get(plain)?.unit.id ?? plain;
  const within = (plain: string) => {
    const code = codesAbove(plain).find((each) => own.has(each) || above.has(each));
    return code === undefined ? null : idOf(code);
  };
  const townships = townshipNames(above, names);
  for (const code of above.keys())
    yield {
      code,
      name: names.get(code) ?? townships.get(code) ?? code,
      level: levelOfCode(code),
      within: within(code),
      unit: null,
    };
  for (const { unit, index, plain } of coded)
    yield {
      code: unit.id,
      name: unit.name,
      level: levelOfCode(plain),
      within: within(plain),
      unit: index,
    };
}

/** Digits of the smallest division that holds all units, at most those of a county; 2 where none does. */
function topLength(coded: readonly Coded[]): number {
  const [first, ...rest] = coded.map(({ plain }) => plain);
  if (first === undefined) return 2;
  const shared = [first, ...codesAbove(first)].find((code) =>
    rest.every((plain) => plain.startsWith(code)),
  );
  return Math.min(shared?.length ?? 2, 6);
}

/** Only where all units of one township agree, and those of no other say the same: then they mean something larger. */
function townshipNames(
  above: ReadonlyMap<string, readonly Coded[]>,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const agreed = new Map<string, string>();
  const uses = new Map<string, number>();
  for (const [code, members] of above) {
    if (levelOfCode(code) !== "township") continue;
    const said = new Set(members.map(({ unit }) => unit.parent));
    const [name] = said;
    for (const each of said) if (each !== null) uses.set(each, (uses.get(each) ?? 0) + 1);
    if (said.size === 1 && name !== null && name !== undefined) agreed.set(code, name);
  }
  const counties = new Set(names.values());
  return new Map([...agreed].filter(([, name]) => uses.get(name) === 1 && !counties.has(name)));
}

/** Units without codes, in what their words say they lie in. */
function addByWords(
  drafts: Draft[],
  units: readonly { readonly unit: UnitFacts; readonly index: number }[],
  names: ReadonlyMap<string, string>,
): void {
  const start = drafts.length;
  for (const { unit, index } of units)
    drafts.push({
      code: unit.id,
      name: unit.name,
      level: levelOfWords(unit.level, unit.name) ?? "estate",
      within: null,
      unit: index,
    });
  const larger = new Map(
    drafts.filter(({ level }) => isAbove(level, "community")).map((draft) => [draft.name, draft]),
  );
  const codes = new Map([...names].map(([code, name]) => [name, code]));
  const end = drafts.length;
  for (let i = start; i < end; i++) {
    const draft = drafts[i]!;
    const parent = units[i - start]!.unit.parent;
    if (parent === null || parent === draft.name) continue;
    let holder = larger.get(parent);
    if (holder === undefined) {
      const code = codes.get(parent);
      const level =
        code === undefined
          ? (levelOfWords(null, parent) ?? levelAbove(draft.level))
          : levelOfCode(code);
      if (level === null) continue;
      holder = { code: code ?? parent, name: parent, level, within: null, unit: null };
      larger.set(parent, holder);
      if (isAbove(level, draft.level)) drafts.push(holder);
    }
    if (isAbove(holder.level, draft.level)) drafts[i] = { ...draft, within: holder.code };
  }
}

function isAbove(level: Level, other: Level): boolean {
  return (
    LEVELS.indexOf(level) < LEVELS.indexOf(other) && !(level === "community" && other === "village")
  );
}

/** What a division of this level lies in; null where that is not one thing. */
function levelAbove(level: Level): Level | null {
  if (level === "community" || level === "village") return "township";
  if (level === "township") return "county";
  if (level === "county") return "city";
  return null;
}

function isUrban(
  { level, code }: Draft,
  { urbanBy }: Pick<PolicySettings, "urbanBy">,
  urbanCodes: ReadonlyMap<string, string>,
): boolean | null {
  if (level !== "community" && level !== "village") return null;
  if (urbanBy === "committee") return level === "community";
  const first = urbanCodes.get(code)?.charAt(0);
  if (first === "1") return true;
  return first === "2" ? false : null;
}
