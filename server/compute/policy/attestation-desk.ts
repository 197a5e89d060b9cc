import type { Attestation, KeptAttestation } from "#contract/policy/stock.ts";
import type { Artifacts } from "../../store/artifacts.ts";
import type { Attestations } from "../../store/attestations.ts";
import { checkAttestation, checkEvidence } from "./check-attestation.ts";
import type { DocumentShelf } from "./documents.ts";
import type { PolicyInputs } from "./inputs.ts";
import { placesOf } from "./places.ts";
import { NotThere, Unacceptable } from "./unacceptable.ts";

/** A file that has arrived, which is moved when it is kept. */
export interface EvidenceFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export interface AttestationTools {
  readonly inputs: PolicyInputs;
  readonly documents: DocumentShelf;
  readonly attestations: Attestations;
  readonly artifacts: Artifacts;
  readonly now: () => Date;
}

/** Takes in what offices state with evidence: see `Policy`. */
export function attestationDesk(tools: AttestationTools) {
  const { inputs, documents, attestations, artifacts, now } = tools;
  return {
    attestations: async (study: string): Promise<KeptAttestation[]> =>
      attestations.list(study, await attestations.mark(study)),
    async attest(
      study: string,
      given: unknown,
      file: EvidenceFile | null,
    ): Promise<KeptAttestation> {
      const all = await documents.all();
      const faults = [
        ...checkAttestation(given, {
          entries: new Set(all.flatMap((document) => document.entries.map(({ id }) => id))),
          places: placesOf(await inputs.divisions(study), all),
          now: now(),
        }),
        ...(file === null ? [] : checkEvidence(file)),
      ];
      if (faults.length > 0) throw new Unacceptable(faults);
      const attestation = given as Attestation;
      if (file === null) return attestations.add(study, attestation, null);
      const { sha256, bytes } = await artifacts.keep(file.path);
      return attestations.add(study, attestation, { name: file.name, bytes, sha256 });
    },
    async evidence(
      study: string,
      seq: number,
    ): Promise<{ readonly name: string; readonly path: string; readonly bytes: number }> {
      const file = (await attestations.find(study, seq))?.file;
      if (file === undefined || file === null)
        throw new NotThere(
          "attestation",
          `The study has no attestation ${seq} with a file.`,
          "Its attestations are at /api/studies/…/attestations.",
        );
      return { name: file.name, path: artifacts.pathOf(file.sha256), bytes: file.bytes };
    },
  };
}
