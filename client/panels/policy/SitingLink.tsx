import type { MouseEvent } from "react";
import type { Indicator } from "#contract/policy/compliance.ts";
import { writeAddress } from "../../plan/address.ts";
import { planFor } from "../../plan/view.ts";
import { useSession, useSpeech } from "../session.tsx";

/** From an indicator that new sites could meet to where they would go. Nothing where sites do not decide it. */
export function SitingLink({ indicator, brief }: { indicator: Indicator; brief: boolean }) {
  const { words } = useSpeech();
  const { view } = useSession();
  const text = words.policy.siting;
  const [service] = indicator.sitedBy ?? indicator.services;
  if (indicator.verdict !== "not-met" || service === undefined) return null;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    view.set((now) => planFor(now, indicator.id, service));
  };
  return (
    <a
      className={brief ? "siting-link" : "button siting-button"}
      href={writeAddress(planFor(view.get(), indicator.id, service))}
      title={text.hint}
      data-testid={brief ? `site-${indicator.id}` : "site-indicator"}
      onClick={open}
    >
      {brief ? text.brief : text.full}
    </a>
  );
}
