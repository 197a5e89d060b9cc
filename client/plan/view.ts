import type { Direction, Service, WalkerProfile } from "#contract/vocabulary.ts";
import type { Language } from "../text/language.ts";
import { FIRST_POLICY_VIEW, type PolicyView } from "./policy/policy-view.ts";
import { FIRST_PLAN_VIEW, type PlanView } from "./scenario/plan-view.ts";

/** The pages that exist; each is a route. */
export const PAGES = ["overview", "policy", "plan", "data", "report"] as const;
export type Page = (typeof PAGES)[number];

/** How the cells are painted: by walking minutes, or by covered, gap and unknown. */
export const PAINTS = ["minutes", "states"] as const;
type Paint = (typeof PAINTS)[number];

/** A side panel follows the width of the window until the reader folds or opens it. */
export const FOLDS = ["auto", "open", "folded"] as const;
export type Fold = (typeof FOLDS)[number];

export const MIN_LIMIT_MINUTES = 1;
export const MAX_LIMIT_MINUTES = 30;

/** The one thing the reader looks at more closely. */
export type Selection =
  | { readonly kind: "none" }
  /** A place on the map: the walk from it, and the cell it lies in when somebody lives there. */
  | {
      readonly kind: "point";
      readonly lng: number;
      readonly lat: number;
      readonly cell: string | undefined;
    }
  | { readonly kind: "facility"; readonly id: string }
  /** By rank in the list in view; it means nothing under another question. */
  | { readonly kind: "gap"; readonly rank: number }
  | { readonly kind: "unit"; readonly id: string }
  /** What a scenario puts up or draws. */
  | { readonly kind: "site"; readonly id: string }
  | { readonly kind: "area"; readonly id: string }
  | { readonly kind: "street"; readonly id: string };

/** What the data page shows beside the list of layers. */
export type DataView =
  /** The first thing to do: the steps of an empty study, or what its newest result stands on. */
  | { readonly kind: "home" }
  | { readonly kind: "new" }
  | { readonly kind: "results" }
  | { readonly kind: "import"; readonly id: string }
  | { readonly kind: "layer"; readonly id: string };

export interface Camera {
  readonly lng: number;
  readonly lat: number;
  readonly zoom: number;
}

/** Everything that decides what the screen shows. It goes into the address and comes back from it whole. */
export interface View {
  readonly page: Page;
  /** Of a study, or of one of its older results. Undefined: the first study of the list. */
  readonly study: string | undefined;
  readonly service: Service;
  /** Whole minutes, inclusive. */
  readonly limitMinutes: number;
  readonly profile: WalkerProfile;
  readonly direction: Direction;
  readonly paint: Paint;
  readonly selection: Selection;
  /** Undefined until the reader moves the map. */
  readonly camera: Camera | undefined;
  readonly language: Language;
  readonly left: Fold;
  readonly right: Fold;
  /** Legend classes switched off, in alphabetical order. */
  readonly hidden: readonly string[];
  readonly data: DataView;
  readonly policy: PolicyView;
  readonly plan: PlanView;
}

const NOTHING: Selection = { kind: "none" };

export const FIRST_VIEW: View = {
  page: "overview",
  study: undefined,
  service: "clinic",
  limitMinutes: 15,
  profile: "adult",
  direction: "towards",
  paint: "minutes",
  selection: NOTHING,
  camera: undefined,
  language: "zh",
  left: "auto",
  right: "auto",
  hidden: [],
  data: { kind: "home" },
  policy: FIRST_POLICY_VIEW,
  plan: FIRST_PLAN_VIEW,
};

/** What may be asked anew: changing any of it makes the ranks of the old gap list meaningless. */
export type Asked = Partial<Pick<View, "service" | "limitMinutes" | "profile" | "direction">>;

/** The view under another question; a selected gap is let go, everything else stays selected. */
export function ask(view: View, asked: Asked): View {
  const limitMinutes = clampLimit(asked.limitMinutes ?? view.limitMinutes);
  const next = { ...view, ...asked, limitMinutes };
  const same =
    next.service === view.service &&
    next.limitMinutes === view.limitMinutes &&
    next.profile === view.profile &&
    next.direction === view.direction;
  if (same) return view;
  return next.selection.kind === "gap" ? { ...next, selection: NOTHING } : next;
}

/** The view of another study: nothing selected, and the map where that study begins. */
export function openStudy(view: View, study: string | undefined): View {
  const { data, policy, plan } = FIRST_VIEW;
  return { ...view, study, selection: NOTHING, camera: undefined, data, policy, plan };
}

/** The data page with one of its parts in view. */
export function showData(view: View, data: DataView): View {
  return { ...view, page: "data", data };
}

/** The compliance page with one indicator in the drawer, whatever the filters say. */
export function openIndicator(view: View, indicator: string | undefined): View {
  const { unit } = view.policy;
  const policy = view.page === "policy" ? view.policy : { ...FIRST_POLICY_VIEW, unit };
  return { ...view, page: "policy", policy: { ...policy, indicator } };
}

export function setPolicy(view: View, change: Partial<PolicyView>): View {
  return { ...view, policy: { ...view.policy, ...change } };
}

export function setPlan(view: View, change: Partial<PlanView>): View {
  return { ...view, plan: { ...view.plan, ...change } };
}

/** The page of scenarios with one of them open; what was selected in another is let go. */
export function openScenario(view: View, scenario: number | undefined): View {
  const { selection } = view;
  const isOwn = ["site", "area", "street"].includes(selection.kind);
  const against = view.plan.against === scenario ? undefined : view.plan.against;
  return {
    ...view,
    page: "plan",
    plan: { ...view.plan, scenario, against },
    selection: isOwn ? NOTHING : selection,
  };
}

/** The page of scenarios, with the indicator that new sites are to be looked for. */
export function planFor(view: View, indicator: string, service: Service | undefined): View {
  return {
    ...view,
    page: "plan",
    service: service ?? view.service,
    plan: { ...view.plan, indicator },
  };
}

export function select(view: View, selection: Selection): View {
  return { ...view, selection };
}

export function deselect(view: View): View {
  return view.selection.kind === "none" ? view : { ...view, selection: NOTHING };
}

/** Switches one legend class off or on. */
export function toggleClass(view: View, key: string): View {
  const hidden = view.hidden.includes(key)
    ? view.hidden.filter((other) => other !== key)
    : [...view.hidden, key].toSorted();
  return { ...view, hidden };
}

/** The rank `step` places on, round the end of the list; undefined when there is no gap. */
export function neighbourGap(view: View, gaps: number, step: 1 | -1): number | undefined {
  if (gaps === 0) return undefined;
  if (view.selection.kind !== "gap") return step === 1 ? 1 : gaps;
  return ((view.selection.rank - 1 + step + gaps) % gaps) + 1;
}

/** A limit the slider can stand on. */
export function clampLimit(minutes: number): number {
  if (Number.isNaN(minutes)) return FIRST_VIEW.limitMinutes;
  return Math.min(MAX_LIMIT_MINUTES, Math.max(MIN_LIMIT_MINUTES, Math.round(minutes)));
}
