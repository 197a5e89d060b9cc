/** Keys and positions from the outermost value inwards. */
export type Path = readonly (string | number)[];

/** A JSON text with the line on which each of its values begins, counted from 1. */
export interface LocatedJson {
  readonly value: unknown;
  /** The line of the value, or of the nearest one around it that is there. */
  readonly lineOf: (path: Path) => number;
  /** Keys that an object has twice: only the last would count. */
  readonly repeated: readonly Path[];
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Throws `SyntaxError` like `JSON.parse`; `jsonFaultAt` tells where. */
export function locateJson(text: string): LocatedJson {
  const value: unknown = JSON.parse(text);
  const lines = new Map<string, number>();
  const repeated: Path[] = [];
  const path: (string | number)[] = [];
  const kinds: ("{" | "[")[] = [];
  let [line, counted] = [1, 0];
  let awaitsKey = false;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    for (; counted < index; counted++) if (text.charCodeAt(counted) === LINE_FEED) line += 1;
    if (token === ":") continue;
    if (token === ",") {
      awaitsKey = kinds.at(-1) === "{";
      if (!awaitsKey) path.push(Number(path.pop()) + 1);
      else path.pop();
    } else if (token === "}" || token === "]") {
      if (kinds.pop() === "[" || !awaitsKey) path.pop();
      awaitsKey = false;
    } else if (awaitsKey) {
      path.push(String(JSON.parse(token)));
      if (lines.has(keyOf(path))) repeated.push([...path]);
      awaitsKey = false;
    } else {
      if (path.length <= DEEPEST) lines.set(keyOf(path), line);
      awaitsKey = token === "{";
      if (token === "{" || token === "[") kinds.push(token);
      if (token === "[") path.push(0);
    }
  }
  return { value, lineOf: (at) => nearest(lines, at), repeated };
}

/** The line of a character, counted from 1. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let i = 0; i < index; i++) if (text.charCodeAt(i) === LINE_FEED) line += 1;
  return line;
}

/** As people read it: `entries[3].numbers[0].unit`. */
export function said(path: Path): string {
  return path.reduce<string>(
    (before, step) =>
      typeof step === "number" ? `${before}[${step}]` : before === "" ? step : `${before}.${step}`,
    "",
  );
}

const LINE_FEED = 0x0a;
/** No file of ours nests so deep; a file made to be deep must not take forever. */
const DEEPEST = 40;

function nearest(lines: ReadonlyMap<string, number>, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const line = lines.get(keyOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
