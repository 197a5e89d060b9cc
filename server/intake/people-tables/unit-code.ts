/**
 * The part of a statistical division code that tells units apart: of twelve digits those before trailing groups of
 * zeros, so that "620702001000" and "620702001" are one township and every unit's code starts with those of the
 * units it lies in. Undefined for a text that is no such code.
 */
export function unitCode(text: string): string | undefined {
  const digits = plainDigits(text);
  if (!PROVINCE.test(digits) || !/^\d{6}(?:\d{3}){0,2}$/.test(digits)) return undefined;
  const [, above = ""] = /^(\d{6}(?:\d{3}){0,2}?)(?:000)*$/.exec(digits) ?? [];
  return above.length === 6 ? above.replace(/(?:00){1,2}$/, "") : above;
}

/** Whether a code stands as 6.2E+11: the spreadsheet that wrote it has thrown its last digits away. */
export function hasLostDigits(text: string): boolean {
  const [, mantissa = "", exponent = ""] = SCIENTIFIC.exec(text.trim()) ?? [];
  return exponent !== "" && mantissa.replace(/^\d\.?/, "").length < Number(exponent);
}

/** The first two digits of GB/T 2260. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
const SCIENTIFIC = /^(\d\.\d+|\d)e\+?(\d+)$/i;

function plainDigits(text: string): string {
  const plain = text.normalize("NFKC").replaceAll(/[\s'’`-]/g, "");
  if (hasLostDigits(plain)) return "";
  return SCIENTIFIC.test(plain) ? String(Number(plain)) : plain.replace(/\.0+$/, "");
}
