import type { Coverage, GapView, Reach, Surface, Walk } from "#contract/coverage.ts";
import type { Cells, FacilityView } from "#contract/study.ts";
import type { UnitShapes } from "#contract/units.ts";
import type { Coverage as CoreCoverage } from "#core/coverage/coverage.ts";
import { BEYOND, type Surface as CoreSurface } from "#core/catchment/surface.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import type { Ground, Survey } from "#core/coverage/survey.ts";
import { NO_EDGE, snapper, type NotSnapped, type Snap } from "#core/network/linkage.ts";
import type { Network } from "#core/network/network.ts";
import type { WalkFrom } from "../compute/walk.ts";
import { rounded, type CatchmentDrawing } from "../report/layers.ts";

/** Core values as the contract has them on the wire. */

export function cellsView({ ground, cellLinks }: Survey): Cells {
  const { demand, unitOf, edgeMetres } = ground;
  const linked = Array.from(cellLinks.edge, (edge) => edge !== NO_EDGE);
  return {
    cells: [...demand.cells],
    people: [...demand.people],
    groups: Object.fromEntries([...demand.groups].map(([group, people]) => [group, [...people]])),
    unit: [...unitOf],
    linked,
    leg: linked.map((is, c) => (is ? Math.round(cellLinks.leg[c]! / 100) / 10 : null)),
    edge: [...edgeMetres],
  };
}

/** Snapped and refused as for `survey`'s walker. */
export function facilityViews({ ground, graph, refused }: Survey): FacilityView[] {
  const { nearest } = snapper(ground.network, graph.measure.steps === "closed");
  return ground.facilities.map((facility, f) => {
    const { id, name, services, lng, lat, capacity, capacities, attributes } = facility;
    const why = refused[f];
    const snap = why === undefined ? nearest(lng, lat, ground.snapCap) : undefined;
    return {
      id,
      name,
      services: [...services],
      lng,
      lat,
      capacity,
      capacities: { ...capacities },
      attributes: { ...attributes },
      snap: snap === undefined ? null : snapView(snap, ground.network),
      refused: why === undefined ? null : refusedView(why),
    };
  });
}

export function unitShapes({ units }: Ground): UnitShapes {
  return {
    type: "FeatureCollection",
    features: units.map(({ id, name, geometry }) => ({
      type: "Feature",
      properties: { id, name },
      geometry,
    })),
  };
}

export function surfaceView(
  { cost, facility }: CoreSurface,
  { cellLinks, graph }: Survey,
): Surface {
  const unlinked: number[] = [];
  for (let c = 0; c < cellLinks.count; c++) if (cellLinks.edge[c] === NO_EDGE) unlinked.push(c);
  return {
    cost: Array.from(cost, (tenths) => (tenths === BEYOND ? null : tenths / 10)),
    facility: Array.from(facility, (f, c) => (cost[c] === BEYOND ? null : f)),
    speed: graph.measure.speed,
    unlinked,
  };
}

export function coverageView({ all, groups, units }: CoreCoverage): Coverage {
  return { all, groups: Object.fromEntries(groups), units: [...units] };
}

export function gapView(gap: Gap, { graph }: Survey): GapView {
  const { nearest } = gap;
  const inTime = graph.measure.kind === "time";
  return {
    rank: gap.rank,
    name: gap.name,
    people: gap.people,
    groups: Object.fromEntries(gap.groups),
    cells: [...gap.cells],
    areaKm2: Math.round(gap.squareMetres / 100) / 10_000,
    nearest:
      nearest === null
        ? null
        : {
            facility: nearest.facility,
            minutes: inTime ? Math.round(nearest.cost / 6000) / 10 : null,
            metres: inTime ? null : Math.round(nearest.cost / 1000),
          },
    label: position(gap.label),
    geometry: { type: "Polygon", coordinates: gap.polygon.map((ring) => ring.map(position)) },
  };
}

export function reachView({ cells, people, groups, outline }: CatchmentDrawing): Reach {
  return {
    cells: [...cells],
    people,
    groups: Object.fromEntries(groups),
    outline: {
      type: "MultiPolygon",
      coordinates: outline.map((polygon) => polygon.map((ring) => ring.map(position))),
    },
  };
}

export function walkView(walk: WalkFrom, { network }: Ground): Walk {
  if (walk.snap === null)
    return { snap: null, refused: refusedView(walk.refused), reach: null, nearest: [] };
  return {
    snap: snapView(walk.snap, network),
    refused: null,
    reach: reachView(walk.reach),
    nearest: walk.nearest.map((one) => ({ ...one, cost: one.cost / 10 })),
  };
}

export function refusedView({ reason, metres }: NotSnapped): NonNullable<FacilityView["refused"]> {
  return { reason, metres: metres === null ? null : Math.round(metres) };
}

function snapView(snap: Snap, network: Network): NonNullable<FacilityView["snap"]> {
  const [lng, lat] = position([snap.lng, snap.lat]);
  return {
    metres: Math.round(snap.leg * 10) / 10,
    lng,
    lat,
    street: network.names[network.name[snap.edge]!]!,
  };
}

function position(lngLat: readonly number[]): [number, number] {
  const [[lng = 0, lat = 0] = []] = rounded([lngLat]);
  return [lng, lat];
}
