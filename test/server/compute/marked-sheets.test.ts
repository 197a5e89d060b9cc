import { expect, it } from "vitest";
import { markedSheets } from "../../../server/compute/marked-sheets.ts";

const MINUTE = 60_000;

function shelf() {
  let time = 0;
  const sheets = markedSheets(() => new Date(time));
  const sheet = (name: string, megabytes = 0) => ({
    study: "s",
    name,
    bytes: Buffer.alloc(megabytes * 1024 * 1024),
  });
  return { sheets, sheet, pass: (minutes: number) => (time += minutes * MINUTE) };
}

it("keeps a sheet for its study, for an hour", () => {
  const { sheets, sheet, pass } = shelf();
  const token = sheets.keep(sheet("a"));
  pass(59);
  expect(sheets.find("s", token)?.name).toBe("a");
  expect(sheets.find("t", token)).toBeUndefined();
  pass(1);
  expect(sheets.find("s", token)).toBeUndefined();
});

it("lets go of the oldest where there are too many", () => {
  const { sheets, sheet } = shelf();
  const tokens = Array.from({ length: 41 }, (_, i) => sheets.keep(sheet(String(i))));
  expect(tokens.map((token) => sheets.find("s", token) !== undefined)).toEqual([
    false,
    ...Array<boolean>(40).fill(true),
  ]);
});

it("lets go of the oldest where they are too large together, but never of the newest", () => {
  const { sheets, sheet } = shelf();
  const tokens = [30, 30, 30, 70].map((size) => sheets.keep(sheet(String(size), size)));
  expect(tokens.map((token) => sheets.find("s", token)?.name)).toEqual([
    undefined,
    undefined,
    undefined,
    "70",
  ]);
});
