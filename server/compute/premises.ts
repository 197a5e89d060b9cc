import type { Premises } from "#contract/premises.ts";
import { readPremises } from "../intake/premises.ts";
import type { Catalogue } from "./catalogue.ts";
import { kept } from "./kept.ts";
import type { LayerFile } from "./tasks.ts";

export type { Premises } from "#contract/premises.ts";

/** The idle premises of a study, of all its lists in their newest versions; none where there is no list. */
export type PremisesOf = (study: string) => Promise<readonly Premises[]>;

const KEPT_STUDIES = 4;

/** Throws `NoSuchStudy`. */
export function openPremises(catalogue: Pick<Catalogue, "layerFiles">): PremisesOf {
  const known = kept<readonly Premises[]>(KEPT_STUDIES);
  return async (study) => {
    const files = premisesFiles(await catalogue.layerFiles(study));
    // A version never changes, so that its place says what is in it.
    return known.get(files.map(({ layer, path }) => `${layer} ${path}`).join("\n"), () =>
      readAll(files),
    );
  };
}

export function premisesFiles(layers: readonly LayerFile[]): readonly LayerFile[] {
  return layers.filter(({ role }) => role === "premises");
}

/** An id that an earlier list has is set apart by the number of its list. */
async function readAll(files: readonly LayerFile[]): Promise<readonly Premises[]> {
  const all: Premises[] = [];
  const taken = new Set<string>();
  for (const [index, { path, name, layer }] of files.entries()) {
    const { premises } = await readPremises(path, { bounds: undefined, name });
    for (const one of premises) {
      let id = one.id;
      while (taken.has(id)) id = `${id}-${index + 1}`;
      taken.add(id);
      all.push({ ...one, id, layer });
    }
  }
  return all;
}
