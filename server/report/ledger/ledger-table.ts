import type { Unit } from "#core/demand/units.ts";
import type { ExportTable } from "../export/export-table.ts";
import type { Ledger } from "./ledger.ts";
import { joinedOutline } from "../joined-outline.ts";

/** The ledger as a table that formats of maps are written from, with the outlines of its units. */
export function ledgerTable(ledger: Ledger, units: readonly Unit[]): ExportTable {
  return {
    ...ledgerRecords(ledger),
    shape: "polygon",
    features: ledger.rows.map(({ units: indexes, values }) => ({
      geometry: joinedOutline(indexes.flatMap((unit) => units[unit]?.geometry ?? [])),
      values,
    })),
  };
}

/** The same without places. */
export function ledgerRecords({ title, columns, rows, notes }: Ledger): ExportTable {
  return {
    name: "台账",
    title,
    shape: "none",
    columns: columns.map(({ title: name, type, short, note }) => ({ name, type, short, note })),
    features: rows.map(({ values }) => ({ geometry: null, values })),
    notes,
  };
}
