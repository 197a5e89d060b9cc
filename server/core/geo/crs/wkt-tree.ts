/** One element of well-known text: KEYWORD["name", 1, OTHER[…]]. */
export interface WktNode {
  /** In capitals. */
  readonly keyword: string;
  /** Texts, numbers and bare words, in order. */
  readonly values: readonly (string | number)[];
  readonly children: readonly WktNode[];
}

const TOKEN =
  /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][\w]*)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([[\](),]))/y;

/** Real definitions have about eight levels. */
const DEEPEST = 40;

/** Reads WKT 1 or 2, with square brackets or round ones; undefined for a text that is none. */
export function readWktTree(text: string): WktNode | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  let at = 0;
  const node = (depth: number): WktNode | undefined => {
    const keyword = tokens[at++];
    if (keyword?.kind !== "word" || !isOpening(tokens[at++]) || depth > DEEPEST) return undefined;
    const values: (string | number)[] = [];
    const children: WktNode[] = [];
    for (;;) {
      const token = tokens[at];
      if (token === undefined) return undefined;
      if (token.kind === "word" && isOpening(tokens[at + 1])) {
        const child = node(depth + 1);
        if (child === undefined) return undefined;
        children.push(child);
      } else if (token.kind === "mark") return undefined;
      else {
        values.push(token.value);
        at++;
      }
      const after = tokens[at++];
      if (isClosing(after)) return { keyword: keyword.value.toUpperCase(), values, children };
      if (after?.kind !== "mark" || after.value !== ",") return undefined;
    }
  };
  const root = node(0);
  return at === tokens.length ? root : undefined;
}

type Token =
  | { readonly kind: "text" | "word" | "mark"; readonly value: string }
  | { readonly kind: "number"; readonly value: number };

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const whole = text.replace(/^\uFEFF/, "").trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < whole.length) {
    const [found, quoted, word, number, mark] = TOKEN.exec(whole) ?? [];
    if (found === undefined) return undefined;
    if (quoted !== undefined) tokens.push({ kind: "text", value: quoted.replaceAll('""', '"') });
    else if (word !== undefined) tokens.push({ kind: "word", value: word });
    else if (number !== undefined) tokens.push({ kind: "number", value: Number(number) });
    else tokens.push({ kind: "mark", value: mark ?? "" });
  }
  return tokens;
}

function isOpening(token: Token | undefined): boolean {
  return token?.kind === "mark" && (token.value === "[" || token.value === "(");
}

function isClosing(token: Token | undefined): boolean {
  return token?.kind === "mark" && (token.value === "]" || token.value === ")");
}
