import type { ColumnReading } from "#contract/import.ts";
import { readings } from "./titles.ts";
import { EMAIL, hasIdShape, isEmail, isIdNumber, isPhone, PHONE } from "./personal-shapes.ts";
import { isNameOfPerson, looksLikePersonName } from "./surnames.ts";

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
  if (values.length === 0 || isOsmIds(title)) return null;
  if (share(isIdNumber) >= 0.2 || share(hasIdShape) >= 0.5) return "id-number";
  if (share(isEmail) >= 0.5) return "e-mail";
  if (share(isPhone) >= 0.5) return "phone";
  if (!mayBeNames || values.length < 3) return null;
  if (share(holdsPhone) >= 0.5) return "phone";
  // A few persons may look after many institutions; a handful of words that recur are kinds of something.
  const different = new Set(values).size;
  const named = different >= 0.6 * values.length || different >= 6;
  return named && share(isNameOfPerson) >= 0.8 ? "person-name" : null;
}

/** Whether a column holds ids of OpenStreetMap, some of which look like mobile numbers. */
export function isOsmIds(title: string): boolean {
  return /^(?:osm|full)id$/.test(readings(title).whole);
}

function holdsPhone(value: string): boolean {
  return PHONE_IN_TEXT.test(value.normalize("NFKC"));
}

const PHONE_IN_TEXT = new RegExp(PHONE);

/**
 * A text with the telephone numbers, identity numbers and e-mail addresses in it replaced by ***, and the names of persons
 * that stand beside a number or after what they are ("联系人：张伟").
 */
export function maskPersonal(text: string): string {
  const plain = text.normalize("NFKC");
  if (!MAY_BE_PERSONAL.test(plain)) return text;
  const masked = plain
    .replaceAll(ID_IN_TEXT, (found) => (isIdNumber(found) || hasIdShape(found) ? MASK : found))
    .replaceAll(EMAILS, MASK)
    .replaceAll(ACCOUNTS, MASK)
    .replaceAll(
      NAME_AND_PHONE,
      (_, before: string, between: string) => `${withoutName(before)}${between}${MASK}`,
    )
    .replaceAll(NAME_BY_OFFICE, (found, office: string, name: string) =>
      looksLikePersonName(name) ? `${office}${MASK}` : found,
    );
  return masked === plain ? text : masked.replaceAll(/\*{3}(?:\s*\*{3})+/g, MASK);
}

const MASK = "***";
const OFFICE =
  "联系人|负责人|法定代表人|法人代表|法人|经办人|责任人|对接人|[园院站店校]长|主任|书记|房东|房主|业主";
const MAY_BE_PERSONAL = new RegExp(`\\d{7}|@|\\d{3}[-–—‐ ]\\d|QQ|微信|${OFFICE}`, "i");
const ID_IN_TEXT = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{15})(?![\dA-Za-z])/g;
const EMAILS = new RegExp(EMAIL, "g");
/** Numbers that are one only after the word for it. */
const ACCOUNTS =
  /(?<=(?:QQ|微信号?|电话|座机|手机|热线|传真|联系方式|tel)[:：\s]{0,3})[\w-]{6,20}(?![\w-])/gi;
const NAME_AND_PHONE = new RegExp(
  `([一-鿿]{0,4}?)((?:的?(?:联系)?(?:电话|手机号?|tel))?[\\s,，、:：(（]{0,3}?)${PHONE}`,
  "gi",
);
const NAME_BY_OFFICE = new RegExp(
  `((?:${OFFICE})(?:姓名)?[:：\\s]{0,3})([一-鿿]{2,4})(?=$|[\\s,，、;；。(（)）:：/\\d*])`,
  "g",
);

/** Some characters before a telephone number, without the name they may end with. */
function withoutName(text: string): string {
  for (const length of [3, 2]) {
    if (text.length >= length && looksLikePersonName(text.slice(-length)))
      return text.slice(0, -length) + MASK;
  }
  return text;
}

/** Titles of columns about persons, in the order they are asked: a "负责人电话" is a telephone. */
const BY_TITLE: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    "id-number",
    /身份证|证件号码?$|公民身份|^idcard|^idnumber|护照|社保卡号|医保卡号|残疾证号|银行卡号|学籍号/,
  ],
  [
    "phone",
    /^(?!.*(?:是否|有无)).*(?:电话|手机|联系方式|联系号码|热线|固话|^tel\d*$|telephone|phone|mobile|传真|座机|微信|^qq号?码?$)/,
  ],
  ["e-mail", /邮箱|电子邮件|^e?mail/],
  [
    "home-address",
    /(?:家庭|户籍|居住|现住|常住|身份证|家长|老人|个人)(?:详细)?(?:住址|地址|所在地)|^(?:住址|现住址|家庭住所|户籍地)$/,
  ],
  [
    "person-name",
    /(?:^|[^名])姓名|(?:法定代表人|法人代表|法人|负责人|联系人|经办人|填报人|填表人|园长|院长|站长|所长|店长|校长|主任|户主|经营者|业主|监护人|家长|理事长|开办者|投资人|网格[员长]|管理人员?|对接人|责任人|[社村]?区?书记|支书|运营人|经营人|举办人|产权人|所有权?人|房主|房东|[承出]租人|申请人|审核人|店主|老板|摊主|领导|村医|contact|contactperson|owner|manager|principal)(?:名字?|姓名)?$/,
  ],
];
