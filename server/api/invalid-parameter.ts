import type { Said } from "#contract/jobs.ts";
import { schemaOf, tellingOf, type Failure, type Schema } from "./failed-validation.ts";

/** What is wrong with one value, what may stand there, and which value it is: "repairs[0].repair.kind". */
interface InvalidParameter {
  readonly what: Said;
  readonly remedy: Said;
  readonly path: string;
}

/**
 * What a failed validation says to people: the parameter (of a body, the field), what may stand there, and what
 * did. Reads the schema that failed off the validation, which must be told to be `verbose`.
 */
export function invalidParameter(failures: readonly Failure[], ofBody: boolean): InvalidParameter {
  const kind = ofBody ? "字段" : "参数";
  const failure = tellingOf(failures);
  if (failure === undefined)
    return {
      what: { zh: `请求的${kind}不对。`, en: "A parameter is wrong." },
      remedy: SEE_DOCS,
      path: "",
    };
  const { keyword, params } = failure;
  const parent = schemaOf(failure.parentSchema);
  const within = placeOf(failure.instancePath);
  if (keyword === "required") {
    const name = String(params["missingProperty"]);
    const path = joined(within, name);
    return {
      what: { zh: `缺少${kind} ${path}。`, en: `The parameter ${path} is missing.` },
      remedy: remedyFor(path, parent.properties?.[name]),
      path,
    };
  }
  if (keyword === "additionalProperties") {
    const name = String(params["additionalProperty"]);
    const known = Object.keys(parent.properties ?? {});
    return {
      what: {
        zh: `${within === "" ? "这里" : ` ${within} 里`}没有${kind}“${shortened(name)}”。`.trim(),
        en: `There is no parameter "${shortened(name)}" ${within === "" ? "here" : `in ${within}`}.`,
      },
      remedy:
        known.length === 0
          ? { zh: `这里不带${kind}。`, en: "No parameters are taken here." }
          : {
              zh: `可用的${kind}有：${known.join("、")}。`,
              en: `The parameters are ${known.join(", ")}.`,
            },
      path: joined(within, name),
    };
  }
  if (within === "" && ofBody)
    return {
      what: { zh: "请求没有带内容。", en: "The request has no body, or not an object." },
      remedy: {
        zh: `请以 JSON 对象发送；${SEE_DOCS.zh}`,
        en: "Send a JSON object; see /api/docs.",
      },
      path: "body",
    };
  const value = failure.data;
  return {
    what: {
      zh: `${kind} ${within} ${shownInChinese(value, ofBody)}。`,
      en: `The parameter ${within} cannot be ${shown(value, ofBody)}.`,
    },
    remedy: remedyFor(within, parent),
    path: within,
  };
}

const SEE_DOCS: Said = {
  zh: "可用的参数见 /api/docs。",
  en: "See /api/docs for what can be asked.",
};

function remedyFor(name: string, schema: Schema = {}): Said {
  const { type } = schema;
  if (schema.enum !== undefined)
    return {
      zh: `${name} 请填以下之一：${schema.enum.join("、")}。`,
      en: `Give ${name} as one of ${schema.enum.join(", ")}.`,
    };
  if (type === "number" || type === "integer") {
    const range = rangeOf(schema);
    return {
      zh: `${name} 请填${range.zh}${type === "integer" ? "整数" : "数字"}。`,
      en: `Give ${name} as ${type === "integer" ? "a whole number" : "a number"}${range.en}.`,
    };
  }
  if (type === "boolean")
    return { zh: `${name} 请填 true 或 false。`, en: `Give ${name} as true or false.` };
  if (type === "array") {
    const { minItems = 0, maxItems } = schema;
    return maxItems === undefined
      ? { zh: `${name} 请填一个列表。`, en: `Give ${name} as a list.` }
      : {
          zh: `${name} 请填 ${minItems} 至 ${maxItems} 项的列表。`,
          en: `Give ${name} as a list of ${minItems} to ${maxItems}.`,
        };
  }
  if (schema.maxLength !== undefined) {
    const least = schema.minLength ?? 0;
    return {
      zh: `${name} 请填 ${least} 至 ${schema.maxLength} 个字符的文字。`,
      en: `Give ${name} as a text of ${least} to ${schema.maxLength} characters.`,
    };
  }
  return SEE_DOCS;
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: Schema): Said {
  if (minimum !== undefined && maximum !== undefined)
    return { zh: ` ${minimum} 至 ${maximum} 之间的`, en: ` from ${minimum} to ${maximum}` };
  if (minimum !== undefined) return { zh: `不小于 ${minimum} 的`, en: ` from ${minimum}` };
  if (maximum !== undefined) return { zh: `不大于 ${maximum} 的`, en: ` up to ${maximum}` };
  return exclusiveMinimum === undefined
    ? { zh: "", en: "" }
    : { zh: `大于 ${exclusiveMinimum} 的`, en: ` above ${exclusiveMinimum}` };
}

/** "/repairs/0/note" as "repairs[0].note". */
function placeOf(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : joined(path, part)), "");
}

function joined(within: string, name: string): string {
  return within === "" ? name : `${within}.${name}`;
}

const LONGEST_SHOWN = 60;

function shown(value: unknown, ofBody: boolean): string {
  if (!Array.isArray(value)) return `"${shortened(value)}"`;
  return ofBody ? `a list of ${value.length}` : "given more than once";
}

function shownInChinese(value: unknown, ofBody: boolean): string {
  if (!Array.isArray(value)) return `不能是“${shortened(value)}”`;
  return ofBody ? `不能是 ${value.length} 项的列表` : "给了不止一次";
}

function shortened(value: unknown): string {
  const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…` : text;
}
