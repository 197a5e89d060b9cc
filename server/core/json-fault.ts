/** JSON's tokens; within a string, only what JSON allows. */
const TOKEN =
  // eslint-disable-next-line no-control-regex
  /[ \t\r\n]*(?:("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/y;

/**
 * Index of the first character at which a text stops being JSON, or its length when it only ends too early.
 * For texts that `JSON.parse` has refused; it does not say where in every case.
 */
export function jsonFaultAt(text: string): number {
  const open: string[] = [];
  let allowed = "value";
  TOKEN.lastIndex = 0;
  for (;;) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) return from + blanksAt(text, from);
    const [all, string, scalar, mark = ""] = match;
    const kind = string === undefined ? (scalar === undefined ? mark : "scalar") : "string";
    const next = after(kind, allowed, open);
    if (next === undefined) return from + all.length - (string ?? scalar ?? mark).length;
    allowed = next;
  }
}

/** What may follow a token, or undefined when the token itself may not stand here. */
function after(kind: string, allowed: string, open: string[]): string | undefined {
  const closes = open.at(-1) === "{" ? "}" : "]";
  if (allowed === "colon") return kind === ":" ? "value" : undefined;
  if (allowed.endsWith("key") && kind === "string") return "colon";
  if (allowed.endsWith("value") && ["string", "scalar"].includes(kind)) return ending(open);
  if (allowed.endsWith("value") && (kind === "{" || kind === "[")) {
    open.push(kind);
    return kind === "{" ? "close or key" : "close or value";
  }
  if (open.length > 0 && allowed.startsWith("close") && kind === closes) {
    open.pop();
    return ending(open);
  }
  if (allowed === "close or comma" && kind === ",") return closes === "}" ? "key" : "value";
  return undefined;
}

function ending(open: readonly string[]): string {
  return open.length === 0 ? "nothing" : "close or comma";
}

function blanksAt(text: string, from: number): number {
  return /^[ \t\r\n]*/.exec(text.slice(from, from + 1_000_000))?.[0].length ?? 0;
}
