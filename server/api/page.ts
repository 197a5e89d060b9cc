import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./errors.ts";

/**
 * Serves the built page from `folder`. Its own addresses (/, /data, …) all show the one document; what is under
 * assets/ has its content's hash in its name and never changes.
 */
export async function servePage(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, "index.html"));
  if (built)
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      dotfiles: "ignore",
      // A page that has been built anew has other files; look for each when it is asked for.
      wildcard: true,
      setHeaders: (reply, path) => {
        const named = path.startsWith(join(folder, "assets"));
        void reply.header(
          "cache-control",
          named ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });

  app.setNotFoundHandler(async (request, reply) => {
    const [path = ""] = request.url.split("?");
    const isPage =
      ["GET", "HEAD"].includes(request.method) &&
      !path.startsWith("/api") &&
      !/\.[^/]*$/.test(path);
    if (isPage && built) return reply.sendFile("index.html");
    if (isPage)
      throw new Refusal(
        "no-such-address",
        "The page has not been built.",
        "Run npm start, which builds it, or npm run build.",
      );
    throw new Refusal(
      "no-such-address",
      `There is nothing at ${request.method} ${path.slice(0, 200)}.`,
      "See /api/docs for the addresses there are.",
    );
  });
}
