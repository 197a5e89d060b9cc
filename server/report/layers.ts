import type { CatchmentScan } from "#core/catchment/matrix.ts";
import { streetCells } from "#core/catchment/outline.ts";
import { BEYOND } from "#core/catchment/surface.ts";
import type { Gap } from "#core/coverage/gaps.ts";
import { STATE_NAMES } from "#core/coverage/states.ts";
import type { ServiceResult, Survey } from "#core/coverage/survey.ts";
import { boundaryOf, outlineOf } from "#core/geo/cells.ts";
import { snapper } from "#core/network/linkage.ts";
import type { Service } from "#core/vocabulary.ts";

/** What a layer says of itself, as members of the GeoJSON FeatureCollection besides its features. */
export interface LayerNote {
  readonly name: string;
  /** Everything the numbers depend on: walker, limit, inputs. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Invented data say so in every file. */
  readonly synthetic: boolean;
}

/** What goes with every file of invented data. */
export const SYNTHETIC_NOTICE =
  "示例数据（合成），不作决策依据。 Sample data (synthetic), not for decisions.";

/** One service's answer, with what it was asked. */
export interface Answer {
  readonly service: Service;
  readonly result: ServiceResult;
  readonly gaps: readonly Gap[];
}

export interface Feature {
  readonly type: "Feature";
  readonly id?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

/** The text of a FeatureCollection (RFC 7946: WGS 84, longitude first), a piece per feature. */
export function* featureCollection(
  note: LayerNote,
  features: Iterable<Feature>,
): Generator<string> {
  const head = {
    type: "FeatureCollection",
    name: note.name,
    ...(note.synthetic ? { notice: "示例数据（合成） Sample data (synthetic)" } : {}),
    coordinate_system: "WGS 84",
    parameters: note.parameters,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
  let separator = "\n";
  for (const feature of features) {
    yield separator + JSON.stringify(feature);
    separator = ",\n";
  }
  yield "\n]}\n";
}

/** Every cell with its people and, per service, its walk, nearest facility and state. */
export function* cellFeatures(survey: Survey, answers: readonly Answer[]): Generator<Feature> {
  const { ground, graph } = survey;
  const { demand, facilities, units, unitOf } = ground;
  const unit = measureWord(survey);
  for (const [c, cell] of demand.cells.entries()) {
    const properties: Record<string, unknown> = {
      cell,
      people: demand.people[c],
      ...groupsOf(demand.groups, c),
      unit: units[unitOf[c]!]?.id ?? null,
      unit_name: units[unitOf[c]!]?.name ?? null,
    };
    for (const { service, result } of answers) {
      const cost = result.surface.cost[c]!;
      properties[`${service}_state`] = STATE_NAMES[result.states[c]!];
      properties[`${service}_${unit}`] = cost === BEYOND ? null : cost / 10;
      properties[`${service}_facility`] = facilities[result.surface.facility[c]!]?.id ?? null;
    }
    yield {
      type: "Feature",
      id: cell,
      properties: { ...properties, direction: graph.direction },
      geometry: { type: "Polygon", coordinates: [rounded(boundaryOf(cell))] },
    };
  }
}

/** The gaps of every service, most people first within each. */
export function* gapFeatures(survey: Survey, answers: readonly Answer[]): Generator<Feature> {
  const { ground } = survey;
  for (const { service, gaps } of answers) {
    for (const gap of gaps) {
      yield {
        type: "Feature",
        id: `${service}-${gap.rank}`,
        properties: {
          service,
          rank: gap.rank,
          name: gap.name,
          people: gap.people,
          ...Object.fromEntries(
            [...gap.groups].map(([group, people]) => [`people_${group}`, people]),
          ),
          cells: gap.cells.map((cell) => ground.demand.cells[cell]),
          area_km2: Math.round(gap.squareMetres / 100) / 10_000,
          nearest_facility:
            gap.nearest === null ? null : ground.facilities[gap.nearest.facility]!.id,
          nearest_facility_name:
            gap.nearest === null ? null : ground.facilities[gap.nearest.facility]!.name,
          ...nearestCost(survey, gap),
        },
        geometry: { type: "Polygon", coordinates: gap.polygon.map(rounded) },
      };
    }
  }
}

/**
 * One feature per facility (all, or those of the indices `among`): the cells it serves within the limit; no
 * geometry where it could not be joined.
 */
export function* catchmentFeatures(
  survey: Survey,
  scan: CatchmentScan,
  limit: number,
  among: Iterable<number> = survey.ground.facilities.keys(),
): Generator<Feature> {
  const { ground, facilityLinks, refused } = survey;
  for (const f of among) {
    const facility = ground.facilities[f]!;
    const why = refused[f];
    if (why !== undefined) {
      yield {
        type: "Feature",
        id: facility.id,
        properties: {
          facility: facility.id,
          name: facility.name,
          services: facility.services.join(";"),
          refused: why.reason,
        },
        geometry: null,
      };
      continue;
    }
    const reach = catchmentOf(survey, scan, facilityLinks, f, limit);
    yield {
      type: "Feature",
      id: facility.id,
      properties: {
        facility: facility.id,
        name: facility.name,
        services: facility.services.join(";"),
        cells: reach.cells.length,
        people: reach.people,
        ...Object.fromEntries(reach.groups.map(([group, people]) => [`people_${group}`, people])),
      },
      geometry: {
        type: "MultiPolygon",
        coordinates: reach.outline.map((polygon) => polygon.map(rounded)),
      },
    };
  }
}

/** What one linked point reaches: the inhabited cells, their people, and a drawing that agrees with them. */
export interface CatchmentDrawing {
  /** Rising indices of the cells within the limit. */
  readonly cells: readonly number[];
  readonly people: number;
  readonly groups: readonly (readonly [string, number])[];
  readonly outline: number[][][][];
}

/**
 * The catchment of point `index` of `points`. The drawing holds the cells of the streets walked and every
 * known cell within the limit, and none of the known cells beyond it, so it cannot disagree with the number.
 */
export function catchmentOf(
  survey: Pick<Survey, "ground" | "graph">,
  scan: CatchmentScan,
  points: Survey["facilityLinks"],
  index: number,
  limit: number,
): CatchmentDrawing {
  const { ground, graph } = survey;
  const { demand } = ground;
  const found = scan.run(index);
  const cells = [...scan.cells.subarray(0, found)].sort((a, b) => a - b);
  const drawn = streetCells(graph, scan, points, index, limit, ground.places);
  for (const cell of drawn) {
    const known = ground.cellIndex.get(cell);
    if (known !== undefined && !scan.reaches(known)) drawn.delete(cell);
  }
  for (const cell of cells) drawn.add(demand.cells[cell]!);
  const total = (column: Float64Array) => cells.reduce((sum, cell) => sum + column[cell]!, 0);
  return {
    cells,
    people: total(demand.people),
    groups: [...demand.groups].map(([group, column]) => [group, total(column)] as const),
    outline: outlineOf(drawn),
  };
}

/** Every facility where it stands, with where it met the network or why it did not. */
export function* facilityFeatures(survey: Survey): Generator<Feature> {
  const { ground, refused, graph } = survey;
  const { nearest } = snapper(ground.network, graph.measure.steps === "closed");
  for (const [f, facility] of ground.facilities.entries()) {
    const why = refused[f];
    const snap =
      why === undefined ? nearest(facility.lng, facility.lat, ground.snapCap) : undefined;
    yield {
      type: "Feature",
      id: facility.id,
      properties: {
        id: facility.id,
        name: facility.name,
        service: facility.services.join(";"),
        capacity: facility.capacity,
        ...Object.fromEntries(
          Object.entries(facility.capacities ?? {}).map(([service, n]) => [
            `capacity_${service}`,
            n,
          ]),
        ),
        ...facility.attributes,
        snap_metres: snap === undefined ? null : Math.round(snap.leg * 10) / 10,
        street: snap === undefined ? null : ground.network.names[ground.network.name[snap.edge]!]!,
        refused: why?.reason ?? null,
        nearest_street_metres: typeof why?.metres === "number" ? Math.round(why.metres) : null,
      },
      geometry: { type: "Point", coordinates: [facility.lng, facility.lat] },
    };
  }
}

/** `cell,service,seconds,facility` (and metres in distance mode); blank where no facility is within the largest limit. */
export function* timesCsv(survey: Survey, answers: readonly Answer[]): Generator<string> {
  const { demand, facilities } = survey.ground;
  const { kind, speed } = survey.graph.measure;
  yield kind === "time"
    ? "cell,service,seconds,facility\n"
    : "cell,service,seconds,facility,metres\n";
  for (const { service, result } of answers) {
    for (const [c, cell] of demand.cells.entries()) {
      const tenths = result.surface.cost[c]!;
      if (tenths === BEYOND) {
        yield `${cell},${service},,${kind === "time" ? "" : ","}\n`;
        continue;
      }
      const id = csvField(facilities[result.surface.facility[c]!]!.id);
      yield kind === "time"
        ? `${cell},${service},${tenths / 10},${id}\n`
        : `${cell},${service},${Math.round(tenths / speed) / 10},${id},${tenths / 10}\n`;
    }
  }
}

/** A CSV field, quoted where it must be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** "seconds" or "metres": the word for a cost of this survey. */
function measureWord(survey: Survey): "seconds" | "metres" {
  return survey.graph.measure.kind === "time" ? "seconds" : "metres";
}

function nearestCost(survey: Survey, gap: Gap): Record<string, number | null> {
  const cost = gap.nearest === null ? null : gap.nearest.cost / 1000;
  return measureWord(survey) === "seconds"
    ? { nearest_minutes: cost === null ? null : Math.round(cost / 6) / 10 }
    : { nearest_metres: cost === null ? null : Math.round(cost) };
}

function groupsOf(groups: ReadonlyMap<string, Float64Array>, cell: number): Record<string, number> {
  return Object.fromEntries(
    [...groups].map(([group, people]) => [`people_${group}`, people[cell]!]),
  );
}

/** Seven decimals, a centimetre: all that OpenStreetMap and RFC 7946 have use for. */
export function rounded(ring: readonly (readonly number[])[]): number[][] {
  return ring.map((position) => position.map((degrees) => Math.round(degrees * 1e7) / 1e7));
}
