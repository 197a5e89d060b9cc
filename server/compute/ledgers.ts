import { assess } from "#core/policy/assess.ts";
import type { Service } from "#core/vocabulary.ts";
import { ledgerOf, type LedgerLevel } from "../report/ledger/ledger.ts";
import type { LedgerFile } from "../report/ledger/write-ledger.ts";
import type { OpenStudy } from "./library.ts";
import { ledgerPremises, type PremisesTools } from "./ledger-premises.ts";
import type { Policy } from "./policy.ts";
import { nearestOf, reachOf } from "./spatial-metrics.ts";

/**
 * The ledger of a study or of one division of it, as of now. Throws `NotThere` for a unit that the study does not
 * have. `open` is the study's newest result.
 */
export async function makeLedger(
  tools: PremisesTools & { readonly policy: Pick<Policy, "inputOf" | "catalogue"> },
  open: OpenStudy,
  asked: { readonly study: string; readonly unit: string | null; readonly level: LedgerLevel },
): Promise<Omit<LedgerFile, "crs">> {
  const { policy } = tools;
  const input = await policy.inputOf(asked.study, { unit: asked.unit });
  const [{ services }, nearest, reach, premises] = await Promise.all([
    policy.catalogue(),
    nearestOf(open),
    reachOf(open, input.settings.reachMinutes),
    ledgerPremises(tools, asked.study, open.ground),
  ]);
  // Of the very input: a figure may be stored between one question and the next.
  const assessment = assess(input);
  const reachGroups: Partial<Record<Service, string | null>> = Object.fromEntries(
    reach.map(({ service, group }) => [service, group]),
  );
  const { level } = asked;
  const order = { assessment, input, services, nearest, premises, reachGroups };
  const ledger = ledgerOf({ ...order, level });
  return { ledger, assessment, units: open.ground.units };
}
