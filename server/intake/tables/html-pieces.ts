/**
 * A page in HTML in pieces: some text, still with its entities, and the tag after it. Comments are left out, and what
 * is not shown in a cell.
 */
export function* pieces(html: string): Generator<{ readonly text: string; readonly tag?: Tag }> {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    if (start < 0) break;
    const text = html.slice(at, start);
    if (html.startsWith("<!--", start)) {
      at = after(html, "-->", start + 4);
      yield { text };
      continue;
    }
    const name = /^<(\/?[a-z][\w:-]*)/i.exec(html.slice(start, start + LONGEST_NAME))?.[1];
    if (name === undefined && !/^<[!?]/.test(html.slice(start, start + 2))) {
      yield { text: `${text}<` };
      at = start + 1;
      continue;
    }
    const end = endOfTag(html, start);
    if (name === undefined) {
      yield { text };
    } else {
      const attributes = html.slice(start + 1 + name.length, end - 1);
      yield { text, tag: { name: name.toLowerCase(), attributes } };
    }
    at = end;
    if (name !== undefined && PASSED_OVER.test(name.toLowerCase())) {
      const close = new RegExp(`</${name}`, "gi");
      close.lastIndex = at;
      at = close.exec(html)?.index ?? html.length;
    }
  }
  if (at < html.length) yield { text: html.slice(at) };
}

interface Tag {
  /** In small letters, a closing one with its stroke. */
  readonly name: string;
  readonly attributes: string;
}

/** Elements of which nothing is shown in a cell, up to their end. */
const PASSED_OVER = /^(?:script|style|select|comment)$/;

const LONGEST_NAME = 40;
const LONGEST_TAG = 10_000;

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

/** Past the ">" that is in no quotation marks; past the next one at all where those are not closed. */
function endOfTag(html: string, start: number): number {
  let quote = "";
  const most = Math.min(html.length, start + LONGEST_TAG);
  for (let i = start; i < most; i += 1) {
    const sign = html.charAt(i);
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === ">") return i + 1;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return after(html, ">", start);
}

/** Text of a page with its entities as the characters they stand for. */
export function decoded(text: string): string {
  return text.includes("&") ? text.replaceAll(ENTITY, decodedOne) : text;
}

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));?/gi;

function decodedOne(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES.get(name) ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  if (code === 0xa0) return " ";
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}

/** The names that stand in tables of offices. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    nbsp: " ",
    ensp: " ",
    emsp: " ",
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    deg: "°",
    prime: "′",
    Prime: "″",
    middot: "·",
    times: "×",
    ldquo: "“",
    rdquo: "”",
    lsquo: "‘",
    rsquo: "’",
    mdash: "—",
    ndash: "–",
    hellip: "…",
    sup2: "²",
  }),
);
