import { plainText } from "../meaning/plain-text.ts";
import type { PeopleRow } from "./people-row.ts";
import { unitCode } from "./unit-code.ts";
import {
  keyOf,
  parentKey,
  readingsOf,
  sameParent,
  withoutKind,
  type UnitName,
} from "./unit-name.ts";

/** A unit as rows look for it. */
export interface JoinUnit {
  /** Each once; a division code where the layer has them. */
  readonly id: string;
  readonly name: string;
  /** Name of the unit it lies in, where known; else that of the unit in the list whose code its own starts with. */
  readonly parent?: string;
}

/** What a row found. */
export interface Found {
  readonly by: "code" | "name" | "decision";
  /** Ids of the units it is about; empty when none was found, or none for certain. */
  readonly units: readonly string[];
  /** Ids that fit equally well, two or more. */
  readonly ambiguous: readonly string[];
  /** "own": the row is about the unit itself. "above": the unit holds it. "below": it holds the units. */
  readonly level: "own" | "above" | "below";
}

type Finder = (row: PeopleRow) => Found;

/** Looks units up by division code. */
export function codeIndex(units: readonly JoinUnit[]): Finder {
  const byCode = new Map<string, string[]>();
  const below = new Map<string, string[]>();
  for (const { id } of units) {
    const code = unitCode(id);
    if (code === undefined) continue;
    append(byCode, code, id);
    for (let length = 2; length < code.length; length++) append(below, code.slice(0, length), id);
  }
  return ({ code }) => {
    if (code === undefined) return found("code", [], "own");
    const own = byCode.get(code);
    if (own !== undefined) return found("code", own, "own");
    for (let length = code.length - 1; length >= 2; length--) {
      const above = code.slice(0, length);
      const holding = byCode.get(above);
      // A township with villages of its own is no place for one that is missing among them.
      if (holding !== undefined && !below.has(above)) return found("code", holding, "above");
    }
    const held = below.get(code) ?? [];
    return { by: "code", units: held, ambiguous: [], level: "below" };
  };
}

/**
 * Looks units up by name: kinds of unit are compared however they are written, a missing kind fits any, and of
 * several units with one name only those count that lie in the parent the row names. Where none has the row's own
 * name, the units of the township it is, or the township it says it lies in if that has no units of its own.
 */
export function nameIndex(units: readonly JoinUnit[]): Finder {
  const parents = parentsOf(units);
  const known = [...new Set([...parents.values()].map(plainText))].filter((one) => one !== "");
  const byKey = new Map<string, Named[]>();
  const byStem = new Map<string, Named[]>();
  const byParent = new Map<string, string[]>();
  for (const { id, name } of units) {
    for (const reading of readingsOf(name, parents.get(id) ?? "")) {
      const named = { id, ...reading };
      append(byKey, keyOf(reading), named);
      append(byStem, reading.stem, named);
    }
    append(byParent, parentKey(parents.get(id) ?? ""), id);
  }
  const named = (reading: UnitName) => {
    const ids = fitting(byKey.get(keyOf(reading)) ?? unkinded(byStem, reading), reading);
    return ids.length === 0 ? undefined : ids;
  };
  return ({ name, parent }) => {
    if (name === "") return found("name", [], "own");
    const readings = readingsOf(name, parent, known);
    for (const reading of readings) {
      const ids = named(reading);
      if (ids !== undefined) return found("name", ids, "own");
    }
    const held = byParent.get(parentKey(name));
    if (held !== undefined) return { by: "name", units: held, ambiguous: [], level: "below" };
    for (const { parent: above } of readings) {
      const ids = above === "" || byParent.has(above) ? undefined : named(asUnit(above));
      if (ids !== undefined) return found("name", ids, "above");
    }
    return found("name", [], "own");
  };
}

/** Of a township, whose own parent is not looked at. */
function asUnit(name: string): UnitName {
  return { ...withoutKind(name), parent: "" };
}

interface Named extends UnitName {
  readonly id: string;
}

/** Units of the same stem where the row or the unit does not say what kind it is. */
function unkinded(byStem: ReadonlyMap<string, Named[]>, { stem, kind }: UnitName): Named[] {
  return (byStem.get(stem) ?? []).filter((named) => kind === "" || named.kind === "");
}

function fitting(named: readonly Named[], { parent }: UnitName): string[] {
  const inParent = named.filter(
    (one) => parent === "" || one.parent === "" || sameParent(one.parent, parent),
  );
  // One that lies in the parent for certain is better than one of which nothing is known.
  const certain = inParent.filter((one) => parent !== "" && one.parent !== "");
  return [...new Set((certain.length > 0 ? certain : inParent).map(({ id }) => id))];
}

/** By id the name of the unit each lies in; "" where it is not known. */
export function parentsOf(units: readonly JoinUnit[]): Map<string, string> {
  const names = new Map(units.map(({ id, name }) => [unitCode(id), name]));
  return new Map(
    units.map(({ id, parent }) => {
      const code = unitCode(id);
      const above = code === undefined ? undefined : names.get(code.slice(0, 9));
      return [id, parent ?? (code?.length === 12 ? (above ?? "") : "")];
    }),
  );
}

function found(by: Found["by"], ids: readonly string[], level: Found["level"]): Found {
  return ids.length > 1
    ? { by, units: [], ambiguous: ids, level }
    : { by, units: ids, ambiguous: [], level };
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
