import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "./errors.ts";

/**
 * Keeps other web sites out. A page elsewhere may not change anything here; and where only this machine is
 * served, a name that was made to point at it (DNS rebinding) is not answered at all.
 */
export function guard(app: FastifyInstance, loopback: boolean): void {
  app.addHook("onRequest", async (request) => {
    if (loopback && !isLocalName(request.hostname))
      throw new Refusal(
        "foreign-host",
        {
          zh: `本服务只应答 localhost 和 127.0.0.1，不应答“${request.hostname}”。`,
          en: `This server answers to localhost and 127.0.0.1 only, not to "${request.hostname}".`,
        },
        {
          zh: "请用 http://127.0.0.1 打开；要供其他电脑使用，请设置 HOST。",
          en: "Open it as http://127.0.0.1, or set HOST to serve other machines.",
        },
        "host",
      );
    if (!["GET", "HEAD"].includes(request.method) && isFromElsewhere(request))
      throw new Refusal(
        "foreign-page",
        {
          zh: "请求来自别的网站的网页，没有执行。",
          en: "The request comes from a page of another web site.",
        },
        { zh: "请在本服务自己的网页上操作。", en: "Use the page that this server serves." },
        "origin",
      );
  });
}

function isLocalName(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname);
}

/** Browsers say where a request comes from; programs that are no browser say nothing and are let in. */
function isFromElsewhere({ headers, host }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}
