import { DEMONSTRATION_ID } from "../catalogue.ts";
import type { Policy } from "../policy.ts";

/** Enters what the offices of the demonstration would have, unless anything was entered already. */
export async function enterDemonstrationFigures(policy: Policy): Promise<void> {
  const { figures: there } = await policy.stock(DEMONSTRATION_ID);
  if (there.length > 0) return;
  const { makeStock } = await import("../../../data/demonstration/stock.ts");
  const { figures, estates, attestations } = makeStock();
  for (const attestation of attestations) await policy.attest(DEMONSTRATION_ID, attestation, null);
  await policy.storeSheet(DEMONSTRATION_ID, figures, estates);
}
