import { describe, expect, it } from "vitest";
import { isField } from "#contract/fields.ts";
import { ROLES, type ColumnReading } from "#contract/import.ts";
import { columnState, fieldsFor } from "../../../client/plan/mapping.ts";

describe("columns", () => {
  const column: ColumnReading = {
    title: "托位数",
    field: "childcare-places",
    why: "title",
    personal: null,
    examples: [],
    filled: 10,
    unreadable: 0,
  };

  it("are good, faulty, personal or unread", () => {
    expect(columnState(column)).toBe("good");
    expect(columnState({ ...column, unreadable: 2 })).toBe("faulty");
    expect(columnState({ ...column, field: null })).toBe("unread");
    expect(columnState({ ...column, field: null, personal: "phone" })).toBe("personal");
    expect(columnState({ ...column, personal: "phone" })).toBe("good");
  });

  it("are offered fields that exist, none twice", () => {
    for (const role of ROLES) {
      const fields = fieldsFor(role).flatMap((group) => group.fields);
      expect(fields.filter((field) => !isField(field))).toEqual([]);
      expect(new Set(fields).size).toBe(fields.length);
    }
  });
});
