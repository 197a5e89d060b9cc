import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const PANELS = join(import.meta.dirname, "../../../client/panels");

/** All sheets are in force at once: a class that two pages style looks right on one of them at most. */
it("no class is given its look by two pages", () => {
  const pagesOf = new Map<string, Set<string>>();
  for (const sheet of readdirSync(PANELS, { recursive: true, encoding: "utf8" })) {
    const page = /^(data|plan|policy|report|spatial)\b.*\.css$/.exec(sheet)?.[1];
    if (page === undefined) continue;
    for (const name of lookedAfterIn(readFileSync(join(PANELS, sheet), "utf8")))
      pagesOf.set(name, (pagesOf.get(name) ?? new Set()).add(page));
  }
  const shared = [...pagesOf].filter(([, pages]) => pages.size > 1);
  expect(pagesOf.size).toBeGreaterThan(100);
  expect(shared.map(([name, pages]) => `.${name}: ${[...pages].join(", ")}`)).toEqual([]);
});

/** Classes with a rule of their own, not below another. */
function lookedAfterIn(sheet: string): string[] {
  const bare = sheet.replaceAll(/\/\*.*?\*\//gs, "");
  return [...bare.matchAll(/([^{}]+)\{/g)].flatMap(([, selectors = ""]) =>
    selectors.split(",").flatMap((one) => /^\.([\w-]+)$/.exec(one.trim())?.[1] ?? []),
  );
}
