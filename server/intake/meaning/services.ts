import { SERVICES, type Service } from "#core/vocabulary.ts";
import type { Decisions } from "#contract/import.ts";
import { plainText } from "./plain-text.ts";
import { isClassWithoutOurs, verdictOfAmapClasses } from "./amap-classes.ts";
import { joined, verdictOfTags, verdictOfTypecode, type Tags } from "./service-codes.ts";
import { NOTHING, verdictOf, type Verdict } from "./service-words.ts";
import { ownValue } from "#core/own-value.ts";

/** What a row says about the services it offers; "" where it says nothing. */
export interface ServiceClues {
  readonly row: number;
  readonly name: string;
  /** The value of a service column, with one or several words. */
  readonly words: string;
  readonly typecode: string;
  readonly tags: Tags;
  /** Childcare places stated; null where not known. */
  readonly childcarePlaces: number | null;
  /** What the file or sheet is called: it may say what all its rows are. */
  readonly about: string;
}

export type ServiceAnswer =
  | {
      readonly kind: "offers";
      readonly services: readonly Service[];
      readonly by: "column" | "name" | "typecode" | "tags" | "default";
      /** Words of the service column that are none of the seven services, beside others that are. */
      readonly ignored: readonly string[];
      /** Childcare was added to a kindergarten for the places it states. */
      readonly byPlaces: boolean;
    }
  | {
      readonly kind: "doubtful";
      /** Decisions about it are filed under this: the words of the service column, else `row:<number>`. */
      readonly key: string;
      readonly text: string;
      /** Empty where nothing was said at all. */
      readonly candidates: readonly Service[];
      readonly missing: boolean;
    }
  /** Known, and none of the seven services. */
  | { readonly kind: "other"; readonly text: string }
  /** Left out by decision. */
  | { readonly kind: "left-out"; readonly text: string };

/**
 * Which services a row offers. A decision counts first, then the service column, type codes, tags and the name, in
 * this order; words that say too little ("school", "private") leave it to the next. A kindergarten whose name
 * speaks of childcare is doubtful, unless it states childcare places: then it offers both.
 */
export function servicesOf(
  clues: ServiceClues,
  decided: Decisions["services"] = {},
): ServiceAnswer {
  const { name, words, row } = clues;
  const text = words || name || codesOf(clues);
  const choice =
    ownValue(decided.byKey, rowKey(row)) ??
    (words === "" ? undefined : ownValue(decided.byKey, words));
  if (choice !== undefined) {
    return choice.length === 0
      ? { kind: "left-out", text: name || words }
      : offers(choice, ownValue(decided.byKey, rowKey(row)) === undefined ? "column" : "name");
  }
  const column = verdictOfWords(words);
  const code = verdictOfTypecode(clues.typecode);
  const tags = verdictOfTags(clues.tags);
  const named = verdictOfName(name);
  const isElsewhere = isClassWithoutOurs(clues.typecode, words);
  const places = clues.childcarePlaces !== null && clues.childcarePlaces > 0;
  for (const [by, { services }] of [
    ["column", column],
    ["typecode", code],
    ["tags", tags],
    ["name", named],
  ] as const) {
    if (services.length === 0) continue;
    if (by === "name" && (tags.other || isElsewhere || (column.other && !isGeneral(words)))) break;
    return withChildcare(
      offers(services, by, by === "column" ? column.ignored : []),
      clues,
      places,
    );
  }
  const candidates = [
    ...new Set(
      [column, code, tags, isElsewhere ? NOTHING : named].flatMap((one) => [
        ...one.candidates,
        ...one.services,
      ]),
    ),
  ];
  if (places && (candidates.length === 0 || candidates.includes("childcare"))) {
    return offers(
      candidates.includes("kindergarten") ? ["kindergarten", "childcare"] : ["childcare"],
      "column",
    );
  }
  if (candidates.length > 0) {
    const ofWord = column.candidates.length > 0 && named.candidates.length === 0;
    return {
      kind: "doubtful",
      key: ofWord ? words : rowKey(row),
      text,
      candidates,
      missing: false,
    };
  }
  if (isElsewhere || column.other || code.other || tags.other || named.other)
    return { kind: "other", text };
  if (decided.fallback !== undefined) return offers([decided.fallback], "default");
  const { services, candidates: hinted } = verdictOf(plainText(clues.about));
  const key = words === "" ? rowKey(row) : words;
  return { kind: "doubtful", key, text, candidates: [...services, ...hinted], missing: true };
}

/** What a row without a name or words is called in a question: "kiosk". */
function codesOf({ tags, typecode }: ServiceClues): string {
  return [...Object.values(tags), typecode].filter((one) => one !== "").join("; ");
}

/** The key decisions about a single row are filed under. */
function rowKey(row: number): string {
  return `row:${row}`;
}

/** What a name says, its brackets and its parts ("照料中心、助餐点") considered. */
export function verdictOfName(name: string): Verdict {
  if (name === "") return NOTHING;
  const plain = plainText(name).replaceAll(COMPANY, "");
  const main = joined(partsOf(plain.replaceAll(BRACKETED, "")).map(verdictOf));
  const asides = [...plain.matchAll(BRACKETED)].map(([whole]) => whole.slice(1, -1));
  if (asides.some((text) => NAMED_AFTER.test(text))) return { ...NOTHING, other: true };
  const aside = joined(
    asides
      .filter((text) => !PLACE.test(text))
      .flatMap(partsOf)
      .map(verdictOf),
  );
  const both = [...main.services, ...aside.services];
  const spoken = [...both, ...main.candidates, ...aside.candidates];
  if (
    /幼儿园|幼稚园/.test(plain) &&
    CHILDCARE.test(plain) &&
    spoken.some((one) => YOUNG.has(one))
  ) {
    return { ...NOTHING, candidates: ["kindergarten", "childcare"] };
  }
  if (main.services.length === 0)
    return main.candidates.length > 0 || main.other ? joined([aside, main]) : aside;
  if (aside.services.every((service) => main.services.includes(service))) return main;
  return asides.some((text) => INCLUDING.test(text))
    ? joined([main, aside])
    : { ...NOTHING, candidates: both };
}

const COMPANY = /(?:股份|责任)?有限(?:责任)?公司|公司|集团/g;
const BRACKETED = /[([【{《<][^()[\]【】{}《》<>]*[)\]】}》>]/g;
/** Brackets that say where a place is, not what it is. */
const PLACE =
  /(?:店|路|街|巷|号|旁|对面|附近|[东南西北正侧]门|门口|校区|分园|分院|分部|总部|小区|院内)$/;
/** Brackets of stops and doors that maps list under the name of the place beside them. */
const NAMED_AFTER =
  /^(?:公交站|地铁站|公交首末站|停车场|地下停车场|出入口|停车场(?:出|入)口|充电站|公共厕所)$/;
const INCLUDING = /^(?:含|附|内设|兼|设|加挂|挂|可)/;
const CHILDCARE = /托育|托班|托幼|托儿|小小班/;
const YOUNG: ReadonlySet<Service> = new Set(["kindergarten", "childcare"]);
const SEPARATORS = /[;；、,，|/+&]|和|及|与|兼|暨/;

function partsOf(plain: string): string[] {
  return plain.split(SEPARATORS).filter((part) => part !== "");
}

function verdictOfWords(words: string): Verdict & { readonly ignored: readonly string[] } {
  if (words === "") return { ...NOTHING, ignored: [] };
  const classes = verdictOfAmapClasses(words, verdictOfWord);
  if (classes !== undefined) return { ...classes, ignored: [] };
  const verdicts = partsOf(plainText(words)).map((part) => ({
    part,
    verdict: verdictOfWord(part),
  }));
  const ignored = verdicts.flatMap(({ part, verdict }) =>
    verdict.services.length === 0 && !isGeneral(part) ? [part] : [],
  );
  return { ...joined(verdicts.map(({ verdict }) => verdict)), ignored };
}

const OURS: ReadonlyMap<string, Service> = new Map(
  SERVICES.map((service) => [service.replaceAll("-", ""), service]),
);

function verdictOfWord(plain: string): Verdict {
  const own = OURS.get(plain.replaceAll(/[-_]/g, ""));
  if (own !== undefined) return { ...NOTHING, services: [own] };
  if (plain === "医疗" || plain === "医疗服务") return { ...NOTHING, services: ["clinic"] };
  return verdictOf(plain);
}

/** Words of classifications that are above any kind of place: a name beside them says more. */
function isGeneral(words: string): boolean {
  if (FOOD_CLASS.test(words)) return true;
  return partsOf(plainText(words)).every(
    (part) => GENERAL.test(part) || verdictOf(part) === NOTHING,
  );
}

/** Amap lists canteens for the old among its restaurants. */
const FOOD_CLASS = /^餐饮服务[;；]/;
const GENERAL =
  /^(?:学校|教育|科教文化服务|购物服务|购物相关场所|生活服务|医疗保健服务|医疗机构|医疗保健服务场所|餐饮服务|综合医院|其他?|商业|零售|零售业|企业|公司|公司企业|社会组织|商场|超级市场|卫生|民政|培训机构)$/;

function withChildcare(answer: Offer, clues: ServiceClues, places: boolean): ServiceAnswer {
  const { services } = answer;
  if (!services.includes("kindergarten") || services.includes("childcare")) return answer;
  if (places) return { ...answer, services: [...services, "childcare"], byPlaces: true };
  if (!CHILDCARE.test(plainText(clues.name))) return answer;
  const candidates: Service[] = ["kindergarten", "childcare"];
  return { kind: "doubtful", key: rowKey(clues.row), text: clues.name, candidates, missing: false };
}

type Offer = Extract<ServiceAnswer, { kind: "offers" }>;

function offers(
  services: readonly Service[],
  by: Offer["by"],
  ignored: readonly string[] = [],
): Offer {
  return { kind: "offers", services, by, ignored, byPlaces: false };
}
