import { describe, expect, it } from "vitest";
import { fieldName } from "../../../client/text/field.ts";
import { WORDS } from "../../../client/text/words.ts";

describe("fields", () => {
  it("of age groups are named by the group", () => {
    expect(fieldName("people_0_2", WORDS.zh)).toBe("0–2 岁人口");
    expect(fieldName("share_60_plus", WORDS.zh)).toBe("60 岁及以上占比");
    expect(fieldName("name", WORDS.en)).toBe("Name");
  });
});
