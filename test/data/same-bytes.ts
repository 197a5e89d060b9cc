import { createHash } from "node:crypto";
import { makeDemonstration } from "../../data/demonstration/town.ts";

/** Prints the checksums of the demonstration's files, as this process makes them. */
const sums = Object.entries(makeDemonstration()).map(([name, text]) => [
  name,
  createHash("sha256").update(text).digest("hex"),
]);
console.log(JSON.stringify(Object.fromEntries(sums)));
