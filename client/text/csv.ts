/**
 * Rows as CSV that a spreadsheet opens as they are: byte order mark, CRLF, every field quoted. A field that a
 * spreadsheet would run as a formula is kept as text by a leading apostrophe; numbers keep their sign.
 */
export function csv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

function field(value: string): string {
  const formula = /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.]+$/.test(value);
  return `"${(formula ? `'${value}` : value).replaceAll('"', '""')}"`;
}
