import type { FeatureTable } from "./feature-table.ts";
import { tableInDescription } from "./kml-description.ts";
import { KmlGeometry } from "./kml-geometry.ts";

/** Children of a placemark that are columns under their own names. */
const OWN = new Set(["name", "address", "phoneNumber"]);
/** Times, by the element they stand in. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  TimeStamp: ["when"],
  TimeSpan: ["begin", "end"],
};

/** Takes the elements of a KML document one by one and puts its placemarks into a table. */
export class KmlReader {
  readonly #table: FeatureTable;
  readonly #path: { readonly name: string; readonly label: string; text: string }[] = [];
  readonly #folders: string[] = [];
  #placemark: { readonly values: Map<string, string>; readonly geometry: KmlGeometry } | undefined;
  readonly #hasNeighbours: boolean;
  #link = "";
  #count = 0;

  /** Neighbours in the same archive are read anyway, so that links to them are no loss. */
  constructor(table: FeatureTable, hasNeighbours: boolean) {
    this.#table = table;
    this.#hasNeighbours = hasNeighbours;
  }

  /** `label` is the attribute "name" that data carry. */
  open(name: string, label: string): void {
    this.#path.push({ name, label, text: "" });
    if (name === "Folder") this.#folders.push("");
    if (name === "Placemark") this.#placemark = { values: new Map(), geometry: new KmlGeometry() };
    this.#placemark?.geometry.open(name);
  }

  text(part: string): void {
    const element = this.#path.at(-1);
    if (element !== undefined) element.text += part;
  }

  close(): void {
    const element = this.#path.pop();
    if (element === undefined) return;
    const { name, text } = element;
    const parent = this.#path.at(-1);
    if (name === "Folder") this.#folders.pop();
    if (name === "name" && parent?.name === "Folder") this.#nameFolder(text.trim());
    if (name === "href") this.#link = text.trim();
    if (name === "NetworkLink") this.#leaveOutLink();
    const placemark = this.#placemark;
    if (placemark === undefined) return;
    placemark.geometry.close(name, text);
    if (name === "Placemark") this.#finish(placemark.values, placemark.geometry);
    else if (parent !== undefined) this.#take(name, text, parent, element.label);
  }

  #take(
    name: string,
    text: string,
    parent: { readonly name: string; readonly label: string },
    label: string,
  ): void {
    if (parent.name === "Placemark" && name === "description") this.#describe(text);
    else if (parent.name === "Placemark" && OWN.has(name)) this.#set(name, text);
    else if (TIMES[parent.name]?.includes(name) === true && this.#isChild(2)) this.#set(name, text);
    else if (parent.name === "Data" && name === "value") this.#set(parent.label, text);
    else if (name === "SimpleData") this.#set(label, text);
  }

  #describe(text: string): void {
    const table = tableInDescription(text);
    this.#set("description", table?.rest ?? text);
    for (const [title, value] of table?.values ?? []) this.#set(title, value);
  }

  /** Whether the element above the one just closed by `levels` is the placemark. */
  #isChild(levels: number): boolean {
    return this.#path.at(-levels)?.name === "Placemark";
  }

  #set(column: string, text: string): void {
    const values = this.#placemark?.values;
    // Data may be called like a child of the placemark, and say something else.
    if (values?.get(column) !== text)
      values?.set(values.has(column) ? `${column} (2)` : column, text);
  }

  #nameFolder(name: string): void {
    if (this.#folders.length > 0) this.#folders[this.#folders.length - 1] = name;
  }

  #leaveOutLink(): void {
    // Not by name: zips mangle Chinese names, and then links miss them.
    if (this.#hasNeighbours && !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(this.#link)) return;
    this.#count += 1;
    this.#table.leaveOut(this.#count, { code: "kml-network-link" });
  }

  #finish(values: Map<string, string>, geometry: KmlGeometry): void {
    this.#placemark = undefined;
    this.#count += 1;
    const folder = this.#folders.filter((each) => each !== "").join("/");
    const all = folder === "" ? values : [...values, ["folder", folder] as const];
    this.#table.tryFeature(this.#count, all, () => geometry.finish());
  }
}
