import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PolicyDocument } from "#contract/policy/document.ts";
import { passageOf } from "#core/policy/passage.ts";
import { haveReal, real } from "./data.ts";

const SEEDS = join(import.meta.dirname, "../../seeds/documents");

describe.each(["gansu-2022-46", "zhangye-2022-98"])("the text of %s", (id) => {
  const name = `../policy/${id}.txt`;

  it.runIf(haveReal(`clauses of ${id}`, name))(
    "has every clause that its entries name, under headings of its own",
    () => {
      const text = readFileSync(real(name), "utf8");
      const seed = readFileSync(join(SEEDS, `${id}.json`), "utf8");
      const { entries } = JSON.parse(seed) as PolicyDocument;
      const clauses = [...new Set(entries.map(({ clause }) => clause))];
      expect(clauses.length).toBeGreaterThan(15);
      for (const clause of clauses) {
        const { found, paragraphs, under } = passageOf(text, clause);
        expect(found).toBe(clause);
        expect(paragraphs).toHaveLength(1);
        expect(text).toContain(paragraphs[0]);
        expect(under.length).toBeGreaterThan(0);
      }
    },
  );
});
