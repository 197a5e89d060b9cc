import { NUMERAL, readNumeral } from "./numerals.ts";
import { plainText } from "./plain-text.ts";
import { isBareWord } from "./service-words.ts";

/** A name in the forms it is compared in. */
export interface NameKeys {
  /** Letters and digits only, ordinals as digits: equal for two spellings of one name. */
  readonly strict: string;
  /**
   * Without brackets, the county it stands in and the form of the company: equal for two lists' names of one
   * institution. "" for a name that names no single one ("便利店").
   */
  readonly loose: string;
}

export function nameKeys(name: string): NameKeys {
  const plain = plainText(name);
  const short = lettersOf(plain.replaceAll(BRACKETED, "").replaceAll(COMPANY, ""));
  const placeless = short.replace(COUNTY, "");
  const loose = placeless.length < 2 || isBareWord(placeless) ? short : placeless;
  return { strict: lettersOf(plain), loose: loose.length < 2 || isBareWord(loose) ? "" : loose };
}

function lettersOf(plain: string): string {
  return plain
    .replaceAll(ORDINAL, (numeral) => `${readNumeral(numeral) ?? numeral}`)
    .replaceAll(/第(?=\d)/g, "")
    .replaceAll(/[^a-z0-9一-鿿]/g, "");
}

/** Numbers that tell one of a kind from another: 第二幼儿园, 三分店. */
const ORDINAL = new RegExp(
  `(?<=第)[${NUMERAL}]+|(?<![${NUMERAL}])[一二三四五六七八九十](?=幼|分店|分园|分院|号)`,
  "g",
);
const BRACKETED = /[([【{《<][^()[\]【】{}《》<>]*[)\]】}》>]/g;
const COMPANY = /(?:股份|责任)?有限(?:责任)?公司|(?:集团|公司)$/g;
/** Province, prefecture and county at the beginning; 社区, 小区 and 超市 are none. */
const COUNTY =
  /^(?:[一-鿿]{2,3}省|[一-鿿]{2,8}自治区)?(?:[一-鿿]{2,4}?(?:(?<![超城菜夜门集早])市|自治州|盟))?(?:[一-鿿]{1,4}?(?:(?<![社小校园片地城景库厂矿发街])区|自治县|县|旗))?/;
