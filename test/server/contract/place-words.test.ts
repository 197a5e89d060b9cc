import { expect, it } from "vitest";
import { PLACE_WORDS } from "#contract/place-words.ts";
import { SERVICES } from "#contract/vocabulary.ts";
import { loadSeeds, SEEDS_FOLDER } from "../../../server/intake/policy/seeds.ts";

it("are words by which the catalogue knows a place of the service, wherever it has kinds of it", async () => {
  const { kinds } = await loadSeeds(SEEDS_FOLDER);
  for (const service of SERVICES) {
    const words = kinds.filter((kind) => kind.service === service).flatMap((kind) => kind.words);
    if (words.length === 0) continue;
    expect(words.filter((word) => PLACE_WORDS[service].includes(word))).not.toEqual([]);
  }
});
