import type { FastifyInstance } from "fastify";
import { jsonFaultAt } from "#core/json-fault.ts";
import { Refusal } from "./errors.ts";

/** Bodies are read as JSON and as nothing else; forms are read by the routes that take them. */
export function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    (request, text: string, done) => {
      const read = (error: Error | null, body?: unknown): void =>
        error === null ? done(null, body) : done(unreadable(text), undefined);
      void parse(request, text, read);
    },
  );
}

/** A body that is not JSON, with the place where it stops being so. */
function unreadable(text: string): Refusal {
  if (text.trim() === "")
    return new Refusal(
      "bad-request",
      { zh: "请求没有带内容。", en: "The request has no body." },
      {
        zh: "请以 JSON 发送；不需要内容时，请去掉 Content-Type。",
        en: "Send JSON; where nothing is to be sent, leave Content-Type out.",
      },
      "body",
    );
  if (isJson(text))
    return new Refusal(
      "bad-request",
      {
        zh: "JSON 内容里有不允许的字段名（__proto__ 或 constructor）。",
        en: "The JSON of the body has a name that is not allowed (__proto__ or constructor).",
      },
      { zh: "请去掉这个字段后再发送。", en: "Take it out." },
      "body",
    );
  const before = text.slice(0, jsonFaultAt(text));
  const line = before.split("\n").length;
  const column = before.length - before.lastIndexOf("\n");
  const zh = `请求的内容不是正确的 JSON：第 ${line} 行第 ${column} 个字符处有误。`;
  const en = `The body is not JSON: line ${line}, character ${column} is wrong.`;
  const remedy = {
    zh: "请检查该处的引号、逗号和括号是否成对、有无遗漏。",
    en: "Look there for a quote, a comma or a bracket too many or too few.",
  };
  return new Refusal("bad-request", { zh, en }, remedy, [
    { line, path: "body", zh: `${zh}${remedy.zh}`, en: `${en} ${remedy.en}` },
  ]);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
