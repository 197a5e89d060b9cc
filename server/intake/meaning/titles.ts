import { FIELDS, type Field } from "#contract/fields.ts";
import { ageField } from "./ages.ts";
import { ALIASES } from "./aliases.ts";
import { cutsOf } from "./cut-titles.ts";
import { plainText } from "./plain-text.ts";
import { ownValue } from "#core/own-value.ts";
import { NUMBER_ATTRIBUTES } from "#core/vocabulary.ts";

/** What a title says, and how plainly: the higher, the plainer. */
export interface TitleMeaning {
  readonly field: Field;
  readonly score: number;
  /** A name such as "x" or "jd" (经度, 街道), which means a coordinate only beside its partner and over numbers. */
  readonly weak: boolean;
}

/**
 * The fields a title may name, plainest first. Of one that stands under others ("托位数 总数", "基本信息 普惠") a word for
 * the whole means what the upper says, and a word for a part of what is counted above means nothing we keep.
 */
export function meaningsOf(title: string): TitleMeaning[] {
  const whole = meaningsOfWhole(title);
  const [, upper, lower = ""] = UNDER_ANOTHER.exec(title) ?? [];
  if (whole.length > 0 || upper === undefined) return whole;
  const above = meaningsOf(upper);
  const { bare } = readings(lower);
  if (THE_WHOLE.test(bare)) return above.map((one) => ({ ...one, score: one.score - 5 }));
  return above.some(({ field }) => isCounted(field)) ? [] : meaningsOf(lower);
}

/** Titles have no other blanks before Chinese characters than where one was joined to those above it. */
const UNDER_ANOTHER = /^(.+) ([一-鿿].*)$/;
const THE_WHOLE =
  /^(?:合计|总计|小计|共计|总数|总量|总?人数|个?数量?|(?:核定|设计|实有|现有|实际)数?)$/;

function isCounted(field: Field): boolean {
  return COUNTED.has(field) || field.startsWith("people_");
}

const COUNTED: ReadonlySet<Field> = new Set([
  ...NUMBER_ATTRIBUTES,
  "capacity",
  "people",
  "households",
]);

function meaningsOfWhole(title: string): TitleMeaning[] {
  const age = ageField(title);
  if (age !== undefined) return [{ field: age, score: 100, weak: false }];
  const { whole, bare, aside } = readings(title);
  const found: TitleMeaning[] = [];
  const add = (fields: readonly Alias[] | undefined, base: number) => {
    for (const { field, rank } of fields ?? []) {
      if (found.some((one) => one.field === field)) continue;
      const weak = /^(?:[xyen]|jd|wd)$/.test(bare);
      found.push({ field, score: base - rank / 1000 - (weak ? 20 : 0), weak });
    }
  };
  const northing = AXES.find(([, pattern]) => pattern.test(whole));
  if (northing) add([{ field: northing[0], rank: 0 }], 97);
  add(BY_ALIAS.get(whole), 100);
  if (northing === undefined) add(BY_ALIAS.get(bare), 90);
  for (const [field, pattern] of PATTERNS) {
    if (pattern.test(bare)) add([{ field, rank: 0 }], 60);
  }
  add(BY_ALIAS.get(aside), 50);
  add(BY_CUT.get(whole), 45);
  return found.toSorted((a, b) => b.score - a.score);
}

/** A title without punctuation: with what stands in brackets, without it, and that alone. */
export function readings(title: string): { whole: string; bare: string; aside: string } {
  const plain = plainText(title)
    .replace(/^[*※★☆#]+|[*※★☆#]+$/g, "")
    .replace(/^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、):：](?=\D)/, "");
  const aside = [...plain.matchAll(BRACKETED)].map(([text]) => text).join("");
  const whole = words(plain);
  const bare = words(plain.replaceAll(BRACKETED, "")) || whole;
  return { whole, bare: bare.replace(UNIT_AT_END, "") || bare, aside: words(aside) };
}

/** By what a title says its values are to be multiplied: "人口(万人)" by 10,000, "占地面积(亩)" to square metres. */
export function factorOf(
  title: string,
): { readonly factor: number; readonly unit: string } | undefined {
  const plain = plainText(title);
  const [, unit = ""] =
    /(?:[([【/_:：]|单位[:：]?)(?:单位[:：]?)?([^()[\]【】/_:：]+)[)\]】]*$/.exec(plain) ?? [];
  const factor = ownValue(FACTORS, unit);
  return factor === undefined ? undefined : { factor, unit };
}

const FACTORS: Readonly<Record<string, number>> = {
  亩: 2000 / 3,
  公顷: 1e4,
  ha: 1e4,
  平方公里: 1e6,
  km2: 1e6,
  万平方米: 1e4,
  万平米: 1e4,
  万m2: 1e4,
  万元: 1e4,
  万人: 1e4,
  万户: 1e4,
  千人: 1e3,
  万: 1e4,
};

const BRACKETED = /[([【{<《][^()[\]【】{}<>《》]*[)\]】}>》]/g;
const UNIT_AT_END = /(?:平方米|平米|m2|㎡|单位.{1,4})$/;

function words(text: string): string {
  return text.replaceAll(/[^a-z0-9㎡一-鿿]/g, "");
}

interface Alias {
  readonly field: Field;
  readonly rank: number;
}

const BY_ALIAS: ReadonlyMap<string, readonly Alias[]> = aliasesByTitle();

function aliasesByTitle(): Map<string, Alias[]> {
  const byTitle = new Map<string, Alias[]>();
  for (const field of FIELDS) {
    const own = field.replaceAll("-", "");
    for (const [rank, title] of [...ALIASES[field].split(" "), own].entries()) {
      const known = byTitle.get(title) ?? [];
      if (!known.some((alias) => alias.field === field))
        byTitle.set(title, [...known, { field, rank }]);
    }
  }
  return byTitle;
}

/** What a shapefile leaves of a title is a meaning only where it is no title of its own. */
const BY_CUT: ReadonlyMap<string, readonly Alias[]> = aliasesByCut();

function aliasesByCut(): Map<string, Alias[]> {
  const byCut = new Map<string, Alias[]>();
  for (const [title, aliases] of BY_ALIAS)
    for (const cut of cutsOf(title))
      if (!BY_ALIAS.has(cut)) byCut.set(cut, [...(byCut.get(cut) ?? []), ...aliases]);
  return byCut;
}

/** In surveying X is north and Y is east; where a title names both the letter and the direction, the direction counts. */
const AXES: readonly (readonly [Field, RegExp])[] = [
  ["lat", /纵坐标|北坐标|北向|northing|^x.{0,3}(?:北|纵)|^北.{0,3}x$/],
  ["lng", /横坐标|东坐标|东向|easting|^y.{0,3}(?:东|横)|^东.{0,3}y$/],
];

/** For titles that no alias covers. */
const PATTERNS: readonly (readonly [Field, RegExp])[] = [
  ["position", /经纬度/],
  ["lng", /^(?!.*纬度).*(?:经度|longitude|lng)$/],
  ["lat", /^(?!.*经度).*(?:纬度|latitude)$/],
  ["position", /(?:中心点?|点位|位置|定位|高德|百度|腾讯)坐标$/],
  [
    "lng",
    /^(?:lon|lng)(?:wgs|gcj|bd|cgcs)\d*$|^(?:wgs|gcj|bd|cgcs)\d*(?:lon|lng)$|(?:坐标|cgcs2000)x$/,
  ],
  ["lat", /^lat(?:wgs|gcj|bd|cgcs)\d*$|^(?:wgs|gcj|bd|cgcs)\d*lat$|(?:坐标|cgcs2000)y$/],
  ["unit-code", /区划代?码$/],
  ["street-name", /(?:道路|街巷|路段)名称$/],
  [
    "unit",
    /(?:社区|街道|乡镇|行政村|居委会|村委会|村居|区县|县区|单元)(?:名称|名)$|^(?:所属|所在)(?:社区|街道|乡镇|村)/,
  ],
  [
    "name",
    /(?<!人|者|员|户主|用|项目|上级|主管单位|主管部门|法人|代表|地)名称$|(?:园|院|站|店|所|中心|机构)全称$/,
  ],
  ["nursing-beds", /护理型?床位/],
  ["childcare-places", /^(?!.*(?:普惠|备案|空余|剩余|拟|新增|计划)).*托位(?:数|总数|数量|个数)?$/],
  ["beds", /^(?!.*(?:空余|剩余|拟|新增|计划|家庭|护理|医疗)).*床位(?:数|总数|数量|张数)?$/],
  ["floor-area", /(?<!每.*|人均)建筑面积$/],
  ["site-area", /(?<!每.*|人均)占地面积$/],
  ["enrolled", /^在[园托](?:婴?幼儿|儿童|学生)?(?:总?人?数)$/],
  ["address", /(?<!邮箱|邮件|网|主页|ip|mac)地址$/],
  ["registered", /^是否.{0,6}备案$/],
  ["inclusive", /^是否.{0,6}普惠/],
  [
    "service",
    /^(?!.*(?:代码|编码|用地|房屋|建筑|城乡|企业|道路|证件)).*(?:机构|设施|服务|网点|场所|业态)(?:类型|类别|种类|分类)$/,
  ],
  [
    "people",
    /^(?:pop|population)(?:19|20)?\d{2}$|^(?:19|20)\d{2}年?(?:末|底)?(?:常住|户籍)?(?:总)?人口(?:数|总数)?$|(?:常住|户籍)人口(?:数|总数)?$/,
  ],
];
