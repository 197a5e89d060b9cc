import type { Network } from "#core/network/network.ts";
import type { Building } from "#core/osm/buildings.ts";
import { loadNetwork } from "../network-file.ts";
import { readBuildings } from "../osm/read-buildings.ts";
import { kindOfFile } from "./kind-of-file.ts";
import { layerFor } from "./layer-name.ts";
import { RowNotes } from "./row-notes.ts";
import type { ImportOrder, Judged, RoleReading } from "./study-so-far.ts";

/** An OpenStreetMap extract or a compiled network as the streets of the study. */
export async function judgeStreetFile(order: ImportOrder): Promise<Judged> {
  const { path, name, decisions, study, onProgress } = order;
  const signal = order.signal === undefined ? {} : { signal: order.signal };
  const kind = await kindOfFile(path);
  const network = await loadNetwork(path, {
    ...signal,
    onProgress: (done, total) => onProgress?.("streets", done, total),
  });
  const buildings =
    kind === "osm"
      ? await readBuildings(path, {
          ...signal,
          onProgress: (done, total) => onProgress?.("base-map", done, total),
        })
      : [];
  const { about, ...reading } = streetsReading(network, buildings);
  const notes = new RowNotes();
  if (network.report.missingPoints > 0)
    notes.add(0, "noted", {
      code: "street-points-missing",
      values: { count: network.report.missingPoints },
    });
  return {
    proposal: {
      role: "network",
      format: kind === "osm" ? "osm" : "ykz",
      encoding: null,
      headerRow: null,
      tables: [],
      table: null,
      columns: [],
      template: null,
      crs: null,
      picture: null,
      services: null,
      duplicates: null,
      people: null,
      network: null,
      ...about,
      account: notes.account(network.edgeCount),
      layer: layerFor("network", decisions.layer, name, [], study),
      blocking: [],
    },
    notes: notes.all(),
    ...reading,
  };
}

/** What is said of a network that would be stored, whatever it was read from. */
export function streetsReading(network: Network, buildings: readonly Building[]): RoleReading {
  const { km, components, mainShare } = network.report;
  return {
    about: {
      network: {
        km: Math.round(km * 1000) / 1000,
        components,
        mainShare: Math.round(mainShare * 1e6) / 1e6,
        buildings: buildings.length,
      },
    },
    content: { role: "network", network, buildings },
    amount: Math.round(km * 10) / 10,
    facts: {
      mainShare: Math.round(mainShare * 1e4) / 1e4,
      components,
      buildings: buildings.length,
      edges: network.edgeCount,
    },
  };
}
