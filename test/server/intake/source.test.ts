import path from "node:path";
import { describe, expect, it } from "vitest";
import { readFacilities } from "../../../server/intake/facilities.ts";
import { readPoints } from "../../../server/intake/points.ts";
import { ANYWHERE, given, refusal } from "./given.ts";

const refused = (name: string, content: string | Uint8Array) =>
  refusal(readPoints(given(name, content), ANYWHERE));

describe("a file is refused at once", () => {
  it("when it is not there, or is a folder", async () => {
    const file = given("here.csv", "id,lng,lat\n");
    const missing = await refusal(readPoints(`${file}.gone`, ANYWHERE));
    expect(missing.message).toBe(`There is no file ${file}.gone. Check its path.`);
    const under = await refusal(readPoints(path.join(file, "inside.csv"), ANYWHERE));
    expect(under.message).toContain("There is no file");
    const folder = await refusal(readPoints(path.dirname(file), ANYWHERE));
    expect(folder.message).toContain("is not a file");
  });

  it.each([
    ["no bytes", ""],
    ["a byte order mark only", "\ufeff"],
    ["blanks only", " \r\n\n"],
  ])("when it holds %s", async (_what, content) => {
    const error = await refused("empty.csv", content);
    expect(error.message).toContain("empty.csv is empty.");
  });

  it.each([
    ["UTF-16", Buffer.from("\ufeffid,lng,lat\n", "utf16le"), "is written in UTF-16"],
    ["a zip archive", Buffer.from("PK\u0003\u0004sheet"), "is an Excel workbook or a zip archive"],
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0]), "is compressed with gzip"],
    ["binary data", Buffer.from([1, 2, 0, 3]), "holds binary data"],
  ])("when it is %s", async (_what, content, problem) => {
    const error = await refused("table.csv", content);
    expect(error.message).toContain(`table.csv ${problem}`);
    expect(error.remedy).not.toBe("");
    expect(error.message.endsWith(error.remedy)).toBe(true);
  });
});

it("goes by the name it was given, for an upload whose path means nothing", async () => {
  const file = given("0f3a9.upload", "id,service,lng,lat\na,gym,8,49\nb,clinic,8,49\n");
  const { account } = await readFacilities(file, { ...ANYWHERE, name: "设施.csv" });
  expect(account.file).toBe("设施.csv");
  expect(account.dropped[0]?.file).toBe("设施.csv");
});
