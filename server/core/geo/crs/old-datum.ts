/**
 * National datums before CGCS2000. They lie some ten to over a hundred metres beside it, differently from county to
 * county, and the parameters between them are not public; so they are named, and nothing is converted from them.
 */
export type OldDatum = "xian-1980" | "beijing-1954" | "new-beijing-1954";

/** The old datum that a text is about: well-known text, a name, or an EPSG code. */
export function oldDatumOf(text: string): OldDatum | undefined {
  const plain = text.normalize("NFKC").toLowerCase().slice(0, LONGEST);
  const code = Number(/^(?:.*\bepsg\b.*?\D)?(\d{4,5})$/.exec(plain.trim())?.[1]);
  for (const { datum, words, codes } of KNOWN)
    if (words.test(plain) || codes.some(([first, last]) => code >= first && code <= last))
      return datum;
  return undefined;
}

const LONGEST = 4000;

/** Of the EPSG register: degrees, then zones. */
const KNOWN: readonly {
  readonly datum: OldDatum;
  readonly words: RegExp;
  readonly codes: readonly (readonly [first: number, last: number])[];
}[] = [
  {
    datum: "new-beijing-1954",
    words: /new[ _]?beijing|新(?:北京|bj|1954|54)/,
    codes: [
      [4555, 4555],
      [4568, 4589],
      [4652, 4656],
      [4766, 4800],
    ],
  },
  {
    datum: "beijing-1954",
    words:
      /(?:beijing|北京|\bbj)[ _-]*(?:19)?54(?![\d号路街中])|(?:19)?54(?:年)?北京|54坐标|pulkovo[ _]*1942|krass?o[vw]sk[iy]/,
    codes: [
      [4214, 4214],
      [2401, 2442],
      [21_413, 21_483],
    ],
  },
  {
    datum: "xian-1980",
    words:
      /(?:xi'?an|西安|\bxa)[ _-]*(?:19)?80(?![\d号路街中])|(?:19)?80(?:年)?西安|80(?:国家大地|坐标)|国家80|iag[ _]*(?:19)?75/,
    codes: [
      [4610, 4610],
      [2327, 2390],
    ],
  },
];
