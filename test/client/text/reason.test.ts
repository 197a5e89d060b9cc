import { describe, expect, it } from "vitest";
import { reasonText } from "../../../client/text/reason.ts";

describe("reasons", () => {
  it("speak of systems by name, not by code", () => {
    const { what } = reasonText(
      { code: "other-coordinate-system", values: { crs: "EPSG:4326", rest: "GCJ-02" } },
      "zh",
    );
    expect(what).toBe("这一行的坐标更像 WGS 84，其余行是 GCJ-02（高德、腾讯）。");
  });

  it("that are not known are shown by their code", () => {
    expect(reasonText({ code: "brand-new" }, "zh").what).toBe("未说明的原因（brand-new）");
  });
});
