import { readFile } from "node:fs/promises";
import type { Assessment, Comparison, Snapshot } from "#contract/policy/compliance.ts";
import type { Said } from "#contract/jobs.ts";
import { assess } from "#core/policy/assess.ts";
import { compare } from "#core/policy/compare.ts";
import type { DocumentInForce, PolicyInput } from "#core/policy/input.ts";
import type { Artifacts } from "../../store/artifacts.ts";
import type { SnapshotRow, Snapshots } from "../../store/snapshots.ts";
import { canonical, checksumOf } from "./canonical.ts";
import type { DocumentShelf, Rules } from "./documents.ts";
import type { Basis, PolicyInputs } from "./inputs.ts";
import { NotThere } from "./unacceptable.ts";

/** Dated assessments that were kept. All throw `NotThere` for what is not there. */
export interface SnapshotShelf {
  /** Newest first. */
  readonly list: (study: string) => Promise<Snapshot[]>;
  readonly find: (study: string, number: number) => Promise<Snapshot>;
  /** Assesses as of now, and keeps it. `unit` null for the whole study. */
  readonly keep: (
    study: string,
    order: { readonly name: string; readonly unit: string | null },
  ) => Promise<Snapshot>;
  /** The very bytes that were kept: an `Assessment` as JSON. */
  readonly bytes: (study: string, number: number) => Promise<Uint8Array>;
  readonly assessment: (study: string, number: number) => Promise<Assessment>;
  /** What it was worked out from, or why that cannot be had any more. */
  readonly input: (study: string, number: number) => Promise<PolicyInput | { readonly why: Said }>;
  /** Works it out again from what it was worked out from. */
  readonly rerun: (study: string, number: number) => Promise<Rerun>;
  readonly compare: (study: string, before: number, after: number) => Promise<Comparison>;
}

export interface Rerun {
  readonly same: boolean;
  /** Of the bytes that came out; null when they could not be worked out. */
  readonly sha256: string | null;
  /** Why they are not the same. */
  readonly why: readonly Said[];
}

export interface SnapshotTools {
  readonly rows: Snapshots;
  readonly artifacts: Artifacts;
  readonly documents: DocumentShelf;
  readonly inputs: PolicyInputs;
}

export function snapshotShelf(tools: SnapshotTools): SnapshotShelf {
  const { rows, artifacts, documents, inputs } = tools;
  return {
    list: async (study) => (await rows.list(study)).map(view),
    find: async (study, number) => view(await found(study, number)),
    async keep(study, { name, unit }) {
      const basis = await inputs.now(study);
      const input = await inputs.of(basis, unit);
      const assessment = assess(input);
      const bytes = encode(assessment);
      const rules = await artifacts.keep(encode(basis.rules));
      await documents.keep([...basis.inForce, ...basis.later]);
      const { sha256 } = await artifacts.keep(bytes);
      const { settings, mark } = basis;
      return view(
        await rows.add(study, {
          name,
          result: basis.result,
          scope: unit,
          settings,
          documents: basis.inForce.map(versionOf),
          later: basis.later.map(versionOf),
          rules: rules.sha256,
          stockSeq: mark.figures,
          estateSeq: mark.estates,
          attestationSeq: mark.attestations,
          sha256,
          summary: assessment.summary,
        }),
      );
    },
    bytes: async (study, number) => bytesOf(await found(study, number)),
    assessment: async (study, number) => assessmentOf(await found(study, number)),
    input: async (study, number) => inputOf(study, await found(study, number)),
    async rerun(study, number) {
      const snapshot = await found(study, number);
      const input = await inputOf(study, snapshot);
      if ("why" in input) return { same: false, sha256: null, why: [input.why] };
      const sha256 = checksumOf(encode(assess(input)));
      const same = sha256 === snapshot.sha256;
      return { same, sha256, why: same ? [] : [OTHER_PROGRAM] };
    },
    async compare(study, before, after) {
      const [one, other] = [await found(study, before), await found(study, after)];
      return compare(
        { snapshot: view(one), assessment: await assessmentOf(one) },
        { snapshot: view(other), assessment: await assessmentOf(other) },
      );
    },
  };

  async function found(study: string, number: number): Promise<SnapshotRow> {
    const row = await rows.find(study, number);
    if (row !== undefined) return row;
    const all = (await rows.list(study)).map((one) => one.number);
    throw new NotThere(
      "snapshot",
      `The study has no snapshot ${number}.`,
      all.length === 0 ? "None was kept yet." : `There are ${all.toReversed().join(", ")}.`,
    );
  }

  async function bytesOf({ sha256 }: SnapshotRow): Promise<Uint8Array> {
    return readFile(artifacts.pathOf(sha256));
  }

  async function assessmentOf(snapshot: SnapshotRow): Promise<Assessment> {
    return JSON.parse(new TextDecoder().decode(await bytesOf(snapshot)));
  }

  async function inputOf(
    study: string,
    snapshot: SnapshotRow,
  ): Promise<PolicyInput | { readonly why: Said }> {
    if (!inputs.hasResult(snapshot.result)) return { why: noResult(snapshot.result) };
    const [inForce, later] = [await versions(snapshot.documents), await versions(snapshot.later)];
    if (inForce === undefined || later === undefined) return { why: NO_DOCUMENT };
    const rules: Rules = JSON.parse(await readFile(artifacts.pathOf(snapshot.rules), "utf8"));
    const basis: Basis = {
      study,
      result: snapshot.result,
      settings: snapshot.settings,
      rules,
      inForce,
      later,
      mark: {
        figures: snapshot.stockSeq,
        estates: snapshot.estateSeq,
        attestations: snapshot.attestationSeq,
      },
    };
    return inputs.of(basis, snapshot.scope);
  }

  async function versions(
    recorded: Snapshot["documents"],
  ): Promise<readonly DocumentInForce[] | undefined> {
    const found: DocumentInForce[] = [];
    for (const { sha256 } of recorded) {
      const version = await documents.version(sha256);
      if (version === undefined) return undefined;
      found.push(version);
    }
    return found;
  }
}

const OTHER_PROGRAM: Said = {
  zh: "输入相同而结果不同：程序的计算方法在快照之后有改动。快照保存的内容不受影响。",
  en: "The inputs are the same and the outcome is not: the program counts differently since. What was kept stays as it is.",
};
const NO_DOCUMENT: Said = {
  zh: "快照所用的政策文件版本已找不到，无法重算。快照保存的内容不受影响。",
  en: "A version of a document that it used cannot be found. What was kept stays as it is.",
};

function noResult(result: string): Said {
  return {
    zh: `快照所用的计算结果“${result}”已找不到，无法重算。快照保存的内容不受影响。`,
    en: `The result "${result}" that it used cannot be found. What was kept stays as it is.`,
  };
}

function view(row: SnapshotRow): Snapshot {
  const { later: _later, rules: _rules, estateSeq: _estateSeq, ...snapshot } = row;
  return snapshot;
}

function versionOf({ id, sha256 }: DocumentInForce): Snapshot["documents"][number] {
  return { id, sha256 };
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonical(value));
}
