import { expect, it } from "vitest";
import { pictureShelf } from "../../../../server/compute/report/picture-shelf.ts";

const png = (bytes: number) => new Uint8Array(bytes);
const HOUR = 3_600_000;

it("keeps a picture for an hour, for its study alone", () => {
  let now = 0;
  const shelf = pictureShelf(() => now);
  const token = shelf.put("town", png(3));
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  now = HOUR - 1;
  expect(shelf.get("town", token)).toHaveLength(3);
  expect(shelf.get("other", token)).toBeUndefined();
  now = HOUR;
  expect(shelf.get("town", token)).toBeUndefined();
});

it("gives up the oldest pictures for new ones when there are too many", () => {
  const shelf = pictureShelf(() => 0, 10);
  const [first, second, third] = [png(4), png(4), png(4)].map((one) => shelf.put("town", one));
  expect(shelf.get("town", first ?? "")).toBeUndefined();
  expect(shelf.get("town", second ?? "")).toHaveLength(4);
  expect(shelf.get("town", third ?? "")).toHaveLength(4);
});
