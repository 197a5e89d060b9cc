import { isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "./errors.ts";

/**
 * Keeps other web sites out. A page elsewhere may not change anything here; and a name that was made to point at this
 * machine (DNS rebinding) is not answered at all: only addresses are, and the names it is known by.
 */
export function guard(app: FastifyInstance, names: readonly string[] | undefined): void {
  const known = new Set(names?.map((name) => name.toLowerCase()));
  app.addHook("onRequest", async (request) => {
    const { hostname } = request;
    if (names === undefined && !isLocalName(hostname))
      throw new Refusal(
        "foreign-host",
        {
          zh: `本服务只应答 localhost 和 127.0.0.1，不应答“${hostname}”。`,
          en: `This server answers to localhost and 127.0.0.1 only, not to "${hostname}".`,
        },
        {
          zh: "请用 http://127.0.0.1 打开；要供其他电脑使用，请设置 HOST。",
          en: "Open it as http://127.0.0.1, or set HOST to serve other machines.",
        },
        "host",
      );
    if (!isLocalName(hostname) && !isAddress(hostname) && !known.has(hostname.toLowerCase()))
      throw new Refusal(
        "foreign-host",
        {
          zh: `本服务不以“${hostname}”为名。`,
          en: `This server is not known as "${hostname}".`,
        },
        {
          zh: "请用本机的 IP 地址打开；要用这个名字，请写进设置 YIKEZHONG_NAMES（多个用逗号分开）。",
          en: "Open it by its IP address, or put the name into the setting YIKEZHONG_NAMES (several parted by commas).",
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

/** No name stands for an address, whoever wrote it. */
function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[(.*)\]$/, "$1")) !== 0;
}

/** Browsers say where a request comes from; programs that are no browser say nothing and are let in. */
function isFromElsewhere({ headers, host }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}
