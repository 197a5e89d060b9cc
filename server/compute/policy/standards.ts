import type { StandardFile, StandardValue } from "#contract/policy/document.ts";
import type { StandardEdit, StandardEdits } from "../../store/standard-edits.ts";
import { chinaToday, isRealDay } from "./days.ts";
import { NotThere, Unacceptable } from "./unacceptable.ts";

/** The standards of the field, as they came and with what offices verified. */
export interface Standards {
  readonly all: () => Promise<EditedStandards>;
  /** Null takes the edit back. Throws `NotThere`, `Unacceptable`. */
  readonly edit: (value: string, edit: StandardEdit | null) => Promise<EditedStandards>;
}

export interface EditedStandards extends Omit<StandardFile, "values"> {
  readonly values: (StandardValue & { readonly edited: StandardEdit | null })[];
}

export function standardsDesk(
  file: StandardFile,
  edits: StandardEdits,
  now: () => Date,
): Standards {
  const all = async (): Promise<EditedStandards> => {
    const inForce = await edits.list();
    return {
      ...file,
      values: file.values.map((value) => ({ ...value, edited: inForce.get(value.id) ?? null })),
    };
  };
  return {
    all,
    async edit(id, edit) {
      if (!file.values.some((value) => value.id === id))
        throw new NotThere(
          "value",
          `There is no value "${id.slice(0, 80)}" of a standard.`,
          "The values are at /api/policy/standards.",
        );
      if (edit !== null && (!isRealDay(edit.date) || edit.date > chinaToday(now()).day))
        throw new Unacceptable([
          {
            code: "no-such-day",
            path: "date",
            zh: `“${edit.date}”不是已有的日期。请填写核对的日期，如 2025-12-31。`,
            en: `${edit.date} is no day there was. Give the day it was verified, such as 2025-12-31.`,
          },
        ]);
      await edits.put(id, edit);
      return all();
    },
  };
}
