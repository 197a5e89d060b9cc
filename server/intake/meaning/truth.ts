import type { Reason } from "#contract/reasons/reasons.ts";
import { isNothing } from "./amount.ts";
import { plainText } from "./plain-text.ts";

export type Truth =
  | { readonly kind: "truth"; readonly value: boolean; readonly noted?: Reason }
  | { readonly kind: "none" }
  | { readonly kind: "fault"; readonly reason: Reason };

/** What is asked: whether a place is priced for all (普惠), or filed with its department (备案). */
export type Question = "inclusive" | "registered";

/** Yes or no as people write it: 是, √, 已备案, 非普惠, 1. A public kindergarten counts as inclusive, and that is noted. */
export function readTruth(text: string, question: Question): Truth {
  const plain = ticked(plainText(text));
  if (YES.test(plain)) return { kind: "truth", value: true };
  if (NO.test(plain)) return { kind: "truth", value: false };
  if (isNothing(plain)) return { kind: "none" };
  const { yes, no, impliesYes, impliesNo } = ANSWERS[question];
  const [, bare] = ASIDE.exec(plain) ?? [];
  if (bare !== undefined && (YES.test(bare) || NO.test(bare)))
    return inferred(text, YES.test(bare));
  if (no.test(plain)) return { kind: "truth", value: false };
  if (yes.test(plain)) return { kind: "truth", value: true };
  const implied = impliesNo.test(plain) ? false : impliesYes.test(plain) ? true : undefined;
  if (implied === undefined) {
    return { kind: "fault", reason: { code: "truth-unreadable", values: { text } } };
  }
  return inferred(text, implied);
}

function inferred(text: string, value: boolean): Truth {
  const words = value ? "是 / yes" : "否 / no";
  return { kind: "truth", value, noted: { code: "value-read-as", values: { text, value: words } } };
}

/** Of "√是 □否" and "是☑否☐" the answer that is ticked; else the text as it stands. */
function ticked(text: string): string {
  const pattern = /^[√✓✔☑■●□☐○]/.test(text) ? TICK_BEFORE : TICK_AFTER;
  const answers = Array.from(text.matchAll(pattern), ([, answer]) => answer ?? "");
  return answers.length === 1 && /[□☐○]/.test(text) ? (answers[0] ?? text) : text;
}

const TICK_BEFORE = /[√✓✔☑■●]([^√✓✔☑■●□☐○/、,]+)/g;
const TICK_AFTER = /([^√✓✔☑■●□☐○/、,]+)[√✓✔☑■●]/g;
const ASIDE = /^(.+?)[([].*[)\]]$/;

const YES = /^(?:是的?|有|对|y|yes|true|t|1(?:\.0)?|[√✓✔☑])$/;
const NO = /^(?:否|不是|无|没有|n|no|false|f|0(?:\.0)?|[×x✗✘☒]|不)$/;

const ANSWERS: Readonly<
  Record<Question, Readonly<Record<"yes" | "no" | "impliesYes" | "impliesNo", RegExp>>>
> = {
  inclusive: {
    no: /^(?:非普惠|不普惠|未普惠|未认定|非普惠性)/,
    yes: /^(?:已认定|(?:民办)?普惠(?!申请|待|拟).*)$/,
    impliesYes: /^(?:公办|公立|公建|集体办|public)/,
    impliesNo: /^(?:营利性?|民办营利性?|普惠(?:申请|待|拟).*|拟普惠.*)$/,
  },
  registered: {
    no: /^(?:未|没|不|非)/,
    yes: /^(?:已(?:备案|登记|注册|许可)?|备案|登记|注册|通过)$/,
    impliesYes: /^已|\d{4,}/,
    impliesNo: /(?:中|待|拟|正在|申请|整改|注销)/,
  },
};
