/** Characters a cell has room for. */
const LONGEST = 32_767;

/**
 * A text as a cell of a workbook stores it. What the format would read as a code of a character ("_x0041_") is told
 * apart from one; characters that XML cannot hold are left out; what is too long for a cell ends early.
 */
export function cellText(text: string): string {
  const clean = text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replaceAll(UNWRITABLE, "")
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_")
    .slice(0, LONGEST);
  // The library looks texts up in a plain object, which knows these before anybody gave them to it.
  return clean in {} ? `_x${hex(clean)}_${clean.slice(1)}` : clean;
}

// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function hex(text: string): string {
  return text.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}
