/**
 * A day as people write it, as YYYY-MM-DD: 2025-1-5, 2025/01/05, 2025.1.5, 20250105 and 2025年1月5日 are the same.
 * Undefined for what is no day of the calendar.
 */
export function dayOf(text: string): string | undefined {
  const written = text.normalize("NFKC").replaceAll(/\s/g, "");
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(written) ??
    [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const said = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const meant = new Date(`${said}T00:00:00Z`);
  return !Number.isNaN(meant.getTime()) && meant.toISOString().startsWith(said) ? said : undefined;
}
