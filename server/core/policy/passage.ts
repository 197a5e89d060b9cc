import type { Passage } from "#contract/policy/document.ts";
import { chineseNumber, outlineOf, type Section } from "./outline.ts";
import { simplified } from "./simplified.ts";

/**
 * The passage of a document's text that a clause points to: 三、(一)3, 一、行动目标, 二、行动目标·第2段, 四、(二).
 * It is followed heading by heading and never guessed: `found` is as much of the clause as the text has, and there
 * are no paragraphs unless that is all of it. Of several ways through the text the first is taken that leads
 * farthest. A heading with nothing beneath is its own text.
 */
export function passageOf(text: string, clause: string): Passage {
  const steps = stepsOf(clause);
  const trails = [...follow(withoutContents(outlineOf(text)), steps, [])];
  const farthest = Math.max(0, ...trails.map(({ followed }) => followed));
  const trail = trails.find(({ followed }) => followed === farthest);
  const whole = trail !== undefined && farthest === steps.length;
  return {
    clause,
    under: trail === undefined ? [] : [...trail.under],
    paragraphs: whole ? [...trail.paragraphs] : [],
    found: whole
      ? clause
      : steps
          .slice(0, farthest)
          .map(({ said }) => said)
          .join(""),
  };
}

/** Of sections with the same number and title the last counts: those before are a list of contents. */
function withoutContents(sections: readonly Section[]): Section[] {
  const key = ({ level, number, title }: Section) =>
    `${level} ${number} ${plain(title.replace(PAGE, ""))}`;
  const last = new Map(sections.map((section) => [key(section), section]));
  return sections.filter((section) => last.get(key(section)) === section);
}

const PAGE = /[\s.．…·]*\d*$/;

type Step =
  | {
      readonly to: "section";
      readonly level: Section["level"];
      readonly number: number;
      /** "" where the clause names none. */
      readonly title: string;
      readonly said: string;
    }
  | { readonly to: "paragraph"; readonly number: number; readonly said: string };

interface Trail {
  /** How many steps. */
  readonly followed: number;
  readonly under: readonly string[];
  readonly paragraphs: readonly string[];
}

const NUMERAL = "[一二三四五六七八九十]+";
const PARTS = [
  { level: 1, pattern: new RegExp(`^(${NUMERAL})、([^·(0-9第]*)`) },
  { level: 2, pattern: new RegExp(`^\\((${NUMERAL})\\)([^·(0-9第]*)`) },
  { level: 3, pattern: /^(\d{1,2})\.?()(?!\d)/ },
] as const;
const PARAGRAPH = new RegExp(`^·?第(\\d{1,2}|${NUMERAL})[段项]$`);

/** None where the clause is written in a way that is not known. */
function stepsOf(clause: string): Step[] {
  let rest = simplified(clause.normalize("NFKC").replaceAll(/\s+/g, ""));
  const steps: Step[] = [];
  for (const { level, pattern } of PARTS) {
    const [said, number = "", title = ""] = pattern.exec(rest) ?? [];
    if (said === undefined) continue;
    steps.push({ to: "section", level, number: numberOf(number), title, said });
    rest = rest.slice(said.length);
  }
  const [said, number = ""] = PARAGRAPH.exec(rest) ?? [];
  if (said !== undefined && steps.length > 0) {
    steps.push({ to: "paragraph", number: numberOf(number), said });
    rest = "";
  }
  return rest === "" ? steps : [];
}

function numberOf(written: string): number {
  return /^\d+$/.test(written) ? Number(written) : chineseNumber(written);
}

/** Every way the text has to go along the steps, and how far each of them leads. */
function* follow(
  sections: readonly Section[],
  [step, ...later]: readonly Step[],
  under: readonly string[],
): Iterable<Trail> {
  if (step?.to !== "section") return;
  for (const section of sections) {
    if (section.level !== step.level || section.number !== step.number) continue;
    if (step.title !== "" && plain(section.title) !== plain(step.title)) continue;
    const [next] = later;
    const inside = [...under, section.heading];
    const text = textOf(section);
    if (next?.to === "section") {
      yield { followed: 1, under: inside, paragraphs: [] };
      for (const trail of follow(section.children, later, inside))
        yield { ...trail, followed: trail.followed + 1 };
    } else if (next === undefined) {
      const bare = text.length === 0;
      const above = bare || !section.apart ? under : inside;
      yield { followed: 1, under: above, paragraphs: bare ? [section.line] : text };
    } else {
      const paragraph = section.paragraphs[next.number - 1];
      yield {
        followed: paragraph === undefined ? 1 : 2,
        under: inside,
        paragraphs: paragraph === undefined ? [] : [paragraph],
      };
    }
  }
}

/** All that stands under it, with the headings of its parts. */
function textOf({ paragraphs, children }: Section): string[] {
  return [
    ...paragraphs,
    ...children.flatMap((child) => [...(child.apart ? [child.line] : []), ...textOf(child)]),
  ];
}

function plain(title: string): string {
  return simplified(title.normalize("NFKC").replaceAll(/[\s。:;,.]+/g, ""));
}
