import { assess } from "#core/policy/assess.ts";
import type { Service } from "#core/vocabulary.ts";
import { ledgerOf, type LedgerLevel } from "../report/ledger/ledger.ts";
import type { LedgerFile } from "../report/ledger/write-ledger.ts";
import type { OpenStudy } from "./library.ts";
import type { Policy } from "./policy.ts";
import { nearestOf, reachOf } from "./spatial-metrics.ts";

/**
 * The ledger of a study or of one division of it, as of now. Throws `NotThere` for a unit that the study does not
 * have. `open` is the study's newest result.
 */
export async function makeLedger(
  policy: Pick<Policy, "inputOf" | "catalogue">,
  open: OpenStudy,
  asked: { readonly study: string; readonly unit: string | null; readonly level: LedgerLevel },
): Promise<Omit<LedgerFile, "crs">> {
  const input = await policy.inputOf(asked.study, { unit: asked.unit });
  const [{ services }, nearest, reach] = await Promise.all([
    policy.catalogue(),
    nearestOf(open),
    reachOf(open, input.settings.reachMinutes),
  ]);
  // Of the very input: a figure may be stored between one question and the next.
  const assessment = assess(input);
  const reachGroups: Partial<Record<Service, string | null>> = Object.fromEntries(
    reach.map(({ service, group }) => [service, group]),
  );
  const { level } = asked;
  const ledger = ledgerOf({ assessment, input, level, services, nearest, reachGroups });
  return { ledger, assessment, units: open.ground.units };
}
