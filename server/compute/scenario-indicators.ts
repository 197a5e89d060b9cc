import type { Indicator } from "#contract/policy/compliance.ts";
import type { Facility } from "#core/catchment/facility.ts";
import { visitorScan, type VisitorScan } from "#core/catchment/matrix.ts";
import type { Reach } from "#core/coverage/reach.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { unitsOfCells } from "#core/demand/unit-of-cell.ts";
import { walkingGraph, type WalkingGraph } from "#core/network/graph.ts";
import type { Linkage } from "#core/network/linkage.ts";
import { assess } from "#core/policy/assess.ts";
import type { PlacedFacility, PolicyInput } from "#core/policy/input.ts";
import { landOf } from "#core/policy/land.ts";
import { countedIn, narrowed, walkedTo } from "#core/policy/narrowed.ts";
import type { Scene } from "#core/scenario/scene.ts";
import {
  profileOf,
  reachWith,
  standingReach,
  type StandingReach,
} from "#core/scenario/scene-reach.ts";
import { WALKERS, type Service } from "#core/vocabulary.ts";
import type { StudyRecord } from "../store/study-record.ts";
import type { Policy } from "./policy.ts";
import { placedIn, reachFacts } from "./policy/study-facts.ts";
import type { OpenScene } from "./scenes.ts";

/** Policy indicators as they would be in scenes: those that count facilities of one service. */
export interface ScenarioIndicators {
  /** As of now, or as of some seconds ago where `followed` closely: reading what offices entered takes its time. */
  readonly of: (
    record: StudyRecord,
    service: Service,
    followed: boolean,
  ) => Promise<IndicatorsOfService>;
}

export interface IndicatorsOfService {
  readonly today: readonly Indicator[];
  readonly inScene: (open: OpenScene) => Promise<readonly Indicator[]>;
  /** `scene` is the rest with what is dragged in its place, which is at `row`. */
  readonly dragged: (rest: OpenScene, scene: Scene, row: number) => Promise<readonly Indicator[]>;
}

/** What offices entered is read again after so long. */
const FOLLOWED_MS = 10_000;
const KEPT_INPUTS = 8;

export function scenarioIndicators(
  policy: Pick<Policy, "inputOfResult">,
  clock: () => number = () => performance.now(),
): ScenarioIndicators {
  const read = new Map<string, { readonly at: number; readonly made: Promise<Prepared> }>();
  return {
    async of(record, service, followed) {
      const key = `${record.study.id} ${record.sha256.ground} ${service}`;
      const known = read.get(key);
      const isFresh = known !== undefined && clock() - known.at < FOLLOWED_MS;
      if (known !== undefined && followed && isFresh) return (await known.made).indicators;
      const made = prepared(record, service, (await known?.made.catch(() => undefined)) ?? null);
      read.delete(key);
      read.set(key, { at: clock(), made });
      for (const oldest of read.keys()) {
        if (read.size <= KEPT_INPUTS) break;
        read.delete(oldest);
      }
      made.catch(() => read.delete(key));
      return (await made).indicators;
    },
  };

  async function prepared(
    record: StudyRecord,
    service: Service,
    before: Prepared | null,
  ): Promise<Prepared> {
    const { key, input } = await policy.inputOfResult(record);
    if (before?.key === key) return before;
    return { key, indicators: indicatorsOf(narrowed(await input(), service)) };
  }
}

interface Prepared {
  /** Of all that was entered and decided. */
  readonly key: string;
  readonly indicators: IndicatorsOfService;
}

function indicatorsOf(input: PolicyInput): IndicatorsOfService {
  const land = landOf(input);
  const { indicators: today } = assess(input, land);
  const services = countedIn(input);
  const walked = today.length === 0 ? [] : walkedTo(input);
  const reaches = new WeakMap<Scene, Promise<readonly StandingReach[]>>();

  return {
    today,
    async inScene(open) {
      if (today.length === 0) return [];
      const reach = (await reachIn(open)).map((each) => reachWith(each, null));
      return indicatorsIn(open.scene.ground, reach);
    },
    async dragged(rest, scene, row) {
      if (today.length === 0) return [];
      const { ground } = scene;
      const facility = ground.facilities[row];
      const reach = (await reachIn(rest)).map((each) =>
        reachWith(
          each,
          facility?.services.includes(each.service) === true
            ? { ...facility, isInside: isInside(ground, facility) }
            : null,
        ),
      );
      return indicatorsIn(ground, reach);
    },
  };

  function indicatorsIn(ground: Ground, reach: readonly Reach[]): readonly Indicator[] {
    const fresh = new Map(reachFacts(reach, ground.units).map((facts) => [facts.service, facts]));
    const counted = { ...input, ...registers(input.facilities, ground, services) };
    const facts = input.reach.map((each) => fresh.get(each.service) ?? each);
    return assess({ ...counted, reach: facts }, land).indicators;
  }

  function reachIn(open: OpenScene): Promise<readonly StandingReach[]> {
    let known = reaches.get(open.scene);
    if (known === undefined) {
      known = Promise.all(
        walked.map((service) => reachOfScene(open, service, input.settings.reachMinutes)),
      );
      reaches.set(open.scene, known);
    }
    return known;
  }
}

/**
 * The facilities of some services, as they are and as they would be; others are looked at by no indicator. Of those
 * that do not move it is known in which unit they lie.
 */
function registers(
  today: readonly PlacedFacility[],
  { facilities, units }: Ground,
  services: ReadonlySet<Service>,
): Required<Pick<PolicyInput, "facilities" | "today">> {
  const counts = (facility: Facility | undefined) =>
    facility?.services.some((service) => services.has(service)) === true;
  const rows = [...facilities.keys()].filter(
    (row) => counts(today[row]?.facility) || counts(facilities[row]),
  );
  const moved = rows.flatMap((row) => (isThere(facilities[row]!, today[row]) ? [] : [row]));
  const placed = placedIn(
    units,
    moved.map((row) => facilities[row]!),
  );
  const unitOf = new Map(moved.map((row, i) => [row, placed[i]!.unit]));
  return {
    facilities: rows.map((row) => {
      const facility = facilities[row]!;
      const before = today[row];
      if (before?.facility === facility) return before;
      return { facility, unit: unitOf.get(row) ?? before?.unit ?? -1 };
    }),
    today: rows.flatMap((row) => today[row] ?? []),
  };
}

function isThere({ lng, lat }: Facility, before: PlacedFacility | undefined): boolean {
  return before?.facility.lng === lng && before.facility.lat === lat;
}

function isInside({ units }: Ground, { lng, lat }: Facility): boolean {
  if (units.length === 0) return true;
  return unitsOfCells({ lng: Float64Array.of(lng), lat: Float64Array.of(lat) }, units)[0] !== -1;
}

async function reachOfScene(
  { scene, answers }: OpenScene,
  service: Service,
  minutes: number,
): Promise<StandingReach> {
  const { ground } = scene;
  const walker = WALKERS[profileOf(ground, service)];
  const { survey } = await answers({ kind: "time", ...walker }, "towards");
  const { facilityLinks, cellLinks } = survey;
  const paces = pacesOf(cellLinks);
  return standingReach(
    {
      ground,
      facilityLinks,
      cellLinks,
      walker(speed) {
        const known = paces.get(speed);
        if (known !== undefined) return known;
        const graph = walkingGraph(
          ground.network,
          { kind: "time", speed, steps: walker.steps },
          "towards",
        );
        const made = { graph, scan: visitorScan(graph, cellLinks) };
        paces.set(speed, made);
        return made;
      },
    },
    service,
    minutes,
  );
}

/** Walkers by speed, for every set of joined cells: scenes on the same streets share them. */
const walkers = new WeakMap<
  Linkage,
  Map<number, { readonly graph: WalkingGraph; readonly scan: VisitorScan }>
>();

function pacesOf(cells: Linkage) {
  const known = walkers.get(cells);
  if (known !== undefined) return known;
  const made = new Map<number, { readonly graph: WalkingGraph; readonly scan: VisitorScan }>();
  walkers.set(cells, made);
  return made;
}
