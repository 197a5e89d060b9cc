import { isDeepStrictEqual } from "node:util";
import type { Edit, ScenarioContent } from "#contract/scenario.ts";
import type { Ground } from "#core/coverage/survey.ts";
import { SERVICES, type Said } from "#core/vocabulary.ts";
import { UnfitScenario } from "./unfit-scenario.ts";

/**
 * Whether the steps of a scenario, undone ones too, follow on each other and what is in force fits the study. Throws
 * `UnfitScenario`, which names the step. `today` is the study as it is.
 */
export function checkContent(content: ScenarioContent, today: Ground): void {
  const { name, steps, inForce } = content;
  if (/^[\s\p{Cc}\p{Cf}]*$/u.test(name))
    throw new UnfitScenario("The scenario's name is blank.", "Give it a name.", [
      { path: "name", zh: "方案没有名称，请填写。", en: "The name is blank." },
    ]);
  if (inForce > steps.length)
    throw new UnfitScenario(
      `${inForce} steps are said to be in force, but there are ${steps.length}.`,
      "Give inForce as the number of steps that are not undone.",
      [{ path: "inForce", zh: "生效的步数多于全部步数。", en: "There are fewer steps." }],
    );
  const stands = new Map<string, unknown>();
  for (const [s, { edits }] of steps.entries()) {
    if (s === inForce) checkFacilities(stands, content, today);
    for (const [e, edit] of edits.entries()) {
      const place = { step: s + 1, path: `steps[${s}].edits[${e}]` };
      const wrong = faultOf(edit);
      if (wrong !== undefined) throw unfit(place, wrong, CORRECT);
      const key = `${edit.of} ${edit.id}`;
      if (!isDeepStrictEqual(stands.get(key) ?? null, edit.before))
        throw unfit(place, doesNotFollow(edit), START_FROM_NEWEST);
      if (edit.after === null) stands.delete(key);
      else stands.set(key, edit.after);
    }
  }
  if (inForce === steps.length) checkFacilities(stands, content, today);
}

/** An id that a study no longer has may stand in steps that are undone or taken back: they do nothing. */
function checkFacilities(
  stands: ReadonlyMap<string, unknown>,
  { steps, inForce }: ScenarioContent,
  { facilities }: Ground,
): void {
  const known = new Set(facilities.map(({ id }) => `facility ${id}`));
  const [stranger] = [...stands.keys()]
    .filter((key) => key.startsWith("facility ") && !known.has(key))
    .map((key) => key.slice("facility ".length));
  if (stranger === undefined) return;
  const s = steps.findLastIndex(
    ({ edits }, i) =>
      i < inForce && edits.some(({ of, id }) => of === "facility" && id === stranger),
  );
  const shown = stranger.slice(0, 80);
  throw unfit(
    { step: s + 1, path: `steps[${s}]` },
    {
      zh: `改动了设施“${shown}”，但这项研究中没有这处设施`,
      en: `changes the facility "${shown}", which the study does not have`,
    },
    {
      zh: "请撤销这一步，或补入该设施的数据。",
      en: "Undo that step, or import the facility's data.",
    },
  );
}

/** What is wrong with an edit by itself, as the end of a sentence. */
function faultOf({ of, id, before, after }: Edit): Said | undefined {
  // No JSON body may have it as a key, so nobody could ever ask about it.
  if (id === "__proto__")
    return { zh: "用了不能使用的编号“__proto__”", en: 'uses "__proto__", which can be no id' };
  for (const stood of [before, after]) {
    if (stood === null) continue;
    if (of === "area" && "ring" in stood && !isClosed(stood.ring))
      return { zh: `的范围“${stood.name}”没有闭合`, en: `has an area that is not closed` };
    const capacities = "capacities" in stood ? stood.capacities : null;
    const unknown = Object.keys(capacities ?? {}).find(
      (service) => !SERVICES.some((one) => one === service),
    );
    if (unknown !== undefined)
      return {
        zh: `给出了未知服务“${unknown.slice(0, 40)}”的规模`,
        en: `states a capacity for "${unknown.slice(0, 40)}", which is no service`,
      };
  }
  return undefined;
}

function isClosed(ring: readonly (readonly [number, number])[]): boolean {
  return isDeepStrictEqual(ring[0], ring.at(-1));
}

function doesNotFollow({ of, id }: Edit): Said {
  const shown = id.slice(0, 80);
  return {
    zh: `与之前各步接不上：${KINDS[of].zh}“${shown}”在这一步之前不是它所说的样子`,
    en: `does not follow on those before it: the ${KINDS[of].en} "${shown}" was not what it says it was`,
  };
}

const KINDS: Readonly<Record<Edit["of"], Said>> = {
  site: { zh: "网点", en: "site" },
  facility: { zh: "设施", en: "facility" },
  street: { zh: "道路", en: "street" },
  area: { zh: "范围", en: "area" },
};

const CORRECT: Said = {
  zh: "请改正这一步后再保存。",
  en: "Correct that step; nothing was stored.",
};
const START_FROM_NEWEST: Said = {
  zh: "请重新打开方案，在最新内容上改动后再保存。",
  en: "Open the scenario again and make the change on what it holds; nothing was stored.",
};

function unfit(
  { step, path }: { readonly step: number; readonly path: string },
  what: Said,
  remedy: Said,
): UnfitScenario {
  return new UnfitScenario(`Step ${step} ${what.en}.`, remedy.en, [
    {
      path,
      zh: `第 ${step} 步${what.zh}。${remedy.zh}`,
      en: `Step ${step} ${what.en}. ${remedy.en}`,
    },
  ]);
}
