/** A numbered part of a document with what stands in it. */
export interface Section {
  /** 一、 is 1, （一） is 2, 1. is 3. */
  readonly level: 1 | 2 | 3;
  readonly number: number;
  /** Of the heading, without its number and end mark. */
  readonly title: string;
  /** With its number, as written, without a full stop. */
  readonly heading: string;
  /** The line it stands in. */
  readonly line: string;
  /** Own paragraphs; a heading that opens a paragraph stands in it. */
  readonly paragraphs: readonly string[];
  /** Whether the heading has a line of its own. */
  readonly apart: boolean;
  readonly children: readonly Section[];
}

/** Sections by their headings 一、 （一） 1., alone on a line or at the start of a paragraph. Lines are paragraphs. */
export function outlineOf(text: string): Section[] {
  const top: Draft[] = [];
  const open: Draft[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    const paragraph = line.replaceAll(BLANK, " ").trim();
    if (paragraph === "") continue;
    if (ANNEX.test(paragraph)) open.length = 0;
    const section = headingOf(paragraph);
    if (section === null) {
      open.at(-1)?.paragraphs.push(paragraph);
      continue;
    }
    while ((open.at(-1)?.level ?? 0) >= section.level) open.pop();
    (open.at(-1)?.children ?? top).push(section);
    open.push(section);
  }
  return top;
}

/** From 一 to 九十九; NaN for anything else. */
export function chineseNumber(text: string): number {
  const [, tens, ones] = /^(?:([二三四五六七八九]?)十)?([一二三四五六七八九]?)$/.exec(text) ?? [];
  if (text === "" || ones === undefined) return Number.NaN;
  const ten = text.includes("十") ? 10 * (DIGITS.indexOf(tens ?? "") + 1 || 1) : 0;
  return ten + (ones === "" ? 0 : DIGITS.indexOf(ones) + 1);
}

interface Draft extends Section {
  readonly paragraphs: string[];
  readonly children: Draft[];
}

const DIGITS = "一二三四五六七八九";
const BLANK = /[\s\u200b\ufeff]+/g;
/** Begins to count again, and belongs to no section before. */
const ANNEX = /^附[件表录錄]/;
/** Longer than this without a full stop, a line that begins like a heading is a paragraph. */
const LONGEST_HEADING = 40;

/** A figure such as 3.5 opens no section. */
const OPENINGS = [
  { level: 1, pattern: /^([一二三四五六七八九十]+) ?、 ?/ },
  { level: 2, pattern: /^[（(] ?([一二三四五六七八九十]+) ?[）)] ?、? ?/ },
  { level: 3, pattern: /^([0-9０-９]{1,2}) ?[.．、] ?(?![0-9０-９])/ },
] as const;

function headingOf(paragraph: string): Draft | null {
  for (const { level, pattern } of OPENINGS) {
    const found = pattern.exec(paragraph);
    if (found === null) continue;
    const written = found[1] ?? "";
    const number = level === 3 ? Number(written.normalize("NFKC")) : chineseNumber(written);
    if (Number.isNaN(number)) continue;
    const rest = paragraph.slice(found[0].length);
    const stop = rest.indexOf("。");
    const title = stop < 0 ? rest : rest.slice(0, stop);
    const apart = title.length <= LONGEST_HEADING && (stop < 0 || stop === rest.length - 1);
    return {
      level,
      number,
      title: title.replace(/[：:；;，,]$/, ""),
      heading: found[0] + title,
      line: paragraph,
      paragraphs: apart ? [] : [paragraph],
      apart,
      children: [],
    };
  }
  return null;
}
