import type { Said } from "#core/vocabulary.ts";

/** 12,345 */
export function whole(amount: number): string {
  return Math.round(amount).toLocaleString("en-US");
}

/** A share in percent with one decimal: "67.7%". */
export function percent(share: number): string {
  return `${trimmed((share * 100).toFixed(1))}%`;
}

/** A share that falls short of another, with as many decimals as it takes to show it, never rounded up. */
export function percentBelow(share: number, asked: number): string {
  for (let digits = 1; digits <= 6; digits++) {
    const scale = 10 ** digits;
    const shown = Math.floor(share * 100 * scale + 1e-9) / scale;
    if (shown < asked * 100) return `${trimmed(shown.toFixed(digits))}%`;
  }
  return percent(share);
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

export function sites(count: number): Said {
  return { zh: `${count} 处`, en: count === 1 ? "1 site" : `${count} sites` };
}

export function joined(...parts: readonly (Said | null | undefined)[]): Said {
  const said = parts.filter((part) => part !== null && part !== undefined);
  const english = said.map(({ en }) => en).filter((en) => en !== "");
  return { zh: said.map(({ zh }) => zh).join(""), en: english.join(" ") };
}
