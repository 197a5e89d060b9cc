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
        `This server answers to localhost and 127.0.0.1 only, not to "${request.hostname}".`,
        "Open it as http://127.0.0.1, or set HOST to serve other machines.",
      );
    if (!["GET", "HEAD"].includes(request.method) && isFromElsewhere(request))
      throw new Refusal(
        "foreign-page",
        "The request comes from a page of another web site.",
        "Use the page that this server serves.",
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
