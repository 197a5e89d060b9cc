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

/**
 * The shape of an 18-digit identity number, though its check digit be wrong: a digit mistyped does not make it another
 * kind of number.
 */
export function hasIdShape(value: string): boolean {
  const text = value.trim();
  return /^\d{17}[\dX]$/i.test(text) && REGION.test(text) && isDate(text.slice(6, 14));
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

const BETWEEN = "[-–—‐ ]?";
const MOBILE = `(?:(?:\\+|00)?86${BETWEEN})?1[3-9]\\d${BETWEEN}\\d{4}${BETWEEN}\\d{4}`;
const LANDLINE =
  `(?:\\(?0\\d{2,3}\\)?${BETWEEN})[2-9]\\d{6,7}(?:[-转]\\d{1,5})?|` +
  `400${BETWEEN}\\d{3,4}${BETWEEN}\\d{3,4}`;

/**
 * A telephone number in a text, which may end a sentence, or stand as a spreadsheet's number "13912345678.0". The
 * eleven digits of an element of OpenStreetMap (node/13030822330) are none.
 */
export const PHONE = `(?<![\\d.]|(?<![A-Za-z])(?:node|way|relation)/)(?:${MOBILE}|${LANDLINE})(?:\\.0+)?(?!\\d|\\.\\d)`;
const ONE_PHONE = new RegExp(`^(?:${MOBILE}|${LANDLINE}|1[3-9]\\d\\*{4}\\d{4})$`);

/** One number or several. */
export function isPhone(value: string): boolean {
  const plain = value.normalize("NFKC").trim();
  if (!/^[+(\d]/.test(plain)) return false;
  return (
    ONE_PHONE.test(plain.replace(/\.0+$/, "")) ||
    plain.split(/[/、,;\s]+/).every((part) => ONE_PHONE.test(part))
  );
}

export function isEmail(value: string): boolean {
  return ONE_EMAIL.test(value.trim());
}

export const EMAIL = "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+";
const ONE_EMAIL = new RegExp(`^${EMAIL}$`);
