import type { ColumnReading } from "#contract/import.ts";
import { readings } from "./titles.ts";
import { looksLikePersonName } from "./surnames.ts";

export type PersonalKind = Exclude<ColumnReading["personal"], null>;

/**
 * What personal data a column holds, by its title or by the shape of its values; null for none. Names of persons
 * are looked for in the values only where `mayBeNames`: a column of institutions is none.
 */
export function personalKind(
  title: string,
  values: readonly string[],
  mayBeNames: boolean,
): PersonalKind | null {
  const { whole, bare } = readings(title);
  for (const [kind, pattern] of BY_TITLE) {
    if (pattern.test(bare) || pattern.test(whole)) return kind;
  }
  const share = (is: (value: string) => boolean) =>
    values.filter((value) => is(value)).length / values.length;
  if (values.length === 0) return null;
  if (share(isIdNumber) >= 0.2) return "id-number";
  if (share(isEmail) >= 0.5) return "e-mail";
  if (share(isPhone) >= 0.5) return "phone";
  const different = new Set(values).size / values.length;
  const named = mayBeNames && values.length >= 3 && different >= 0.6;
  return named && share(looksLikePersonName) >= 0.8 ? "person-name" : null;
}

/** A text with the telephone numbers, identity numbers and e-mail addresses in it replaced by ***. */
export function maskPersonal(text: string): string {
  if (!/\d{7}|@|\d{3}[- ]\d/.test(text.normalize("NFKC"))) return text;
  return text
    .normalize("NFKC")
    .replaceAll(ID_IN_TEXT, (found) => (isIdNumber(found) ? "***" : found))
    .replaceAll(EMAIL_IN_TEXT, "***")
    .replaceAll(PHONE_IN_TEXT, "***");
}

/** Titles of columns about persons, in the order they are asked: a "负责人电话" is a telephone. */
const BY_TITLE: readonly (readonly [PersonalKind, RegExp])[] = [
  ["id-number", /身份证|证件号码?$|公民身份|^idcard|^idnumber|护照号/],
  [
    "phone",
    /^(?!.*(?:是否|有无)).*(?:电话|手机|联系方式|联系号码|^tel$|telephone|phone|mobile|传真|座机|微信)/,
  ],
  ["e-mail", /邮箱|电子邮件|^e?mail/],
  [
    "home-address",
    /(?:家庭|户籍|居住|现住|常住|身份证|家长|老人|个人)(?:详细)?(?:住址|地址|所在地)|^(?:住址|现住址|家庭住所|户籍地)$/,
  ],
  [
    "person-name",
    /(?:^|[^名])姓名|(?:法定代表人|法人代表|法人|负责人|联系人|经办人|填报人|填表人|园长|院长|站长|所长|店长|校长|主任|户主|经营者|业主|监护人|家长|理事长|开办者|投资人|网格员|管理人员?|contact|contactperson|owner|manager)(?:名字?|姓名)?$/,
  ],
];

/** An 18-digit identity number with its check digit, a 15-digit one with a date, or either with asterisks in it. */
export function isIdNumber(value: string): boolean {
  const text = value.trim().toUpperCase();
  if (/^\d{17}[\dX]$/.test(text)) {
    return REGION.test(text) && isDate(text.slice(6, 14)) && checkDigit(text) === text.charAt(17);
  }
  if (/^\d{15}$/.test(text)) return REGION.test(text) && isDate(`19${text.slice(6, 12)}`);
  return (
    REGION.test(text) &&
    /^\d{3,14}\*{4,15}[\dX*]{0,6}$/.test(text) &&
    text.length >= 15 &&
    text.length <= 18
  );
}

/** Provinces by the first two digits of a region's code. */
const REGION = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

function isDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** The last character of an identity number by GB 11643-1999 (ISO 7064, MOD 11-2). */
function checkDigit(text: string): string {
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text.charAt(i)), 0);
  return "10X98765432".charAt(sum % 11);
}

const MOBILE = "(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}";
const LANDLINE =
  "(?:\\(?0\\d{2,3}\\)?[- ]?)[2-9]\\d{6,7}(?:[-转]\\d{1,5})?|400[- ]?\\d{3,4}[- ]?\\d{3,4}";
const ID_IN_TEXT = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{15})(?![\dA-Za-z])/g;
const EMAIL_IN_TEXT = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const PHONE_IN_TEXT = new RegExp(`(?<![\\d.])(?:${MOBILE}|${LANDLINE})(?![\\d.])`, "g");
const ONE_PHONE = new RegExp(`^(?:${MOBILE}|${LANDLINE}|1[3-9]\\d\\*{4}\\d{4})$`);

/** One number or several. */
function isPhone(value: string): boolean {
  const plain = value.normalize("NFKC").trim();
  if (!/^[+(\d]/.test(plain)) return false;
  return ONE_PHONE.test(plain) || plain.split(/[/、,;\s]+/).every((part) => ONE_PHONE.test(part));
}

function isEmail(value: string): boolean {
  return /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(value.trim());
}
