import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Refusal } from "./errors.ts";
import type { MethodsAt } from "./methods.ts";

/**
 * Serves the built page from `folder`. Its own addresses (/, /data, …) all show the one document; what is under
 * assets/ has its content's hash in its name and never changes. `methods` are those of the API.
 */
export async function servePage(
  app: FastifyInstance,
  folder: string,
  methods: MethodsAt,
): Promise<void> {
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
        { zh: "网页还没有生成。", en: "The page has not been built." },
        {
          zh: "请运行 npm start（会自动生成），或运行 npm run build。",
          en: "Run npm start, which builds it, or npm run build.",
        },
      );
    const allowed = methods(path);
    if (allowed.length > 0) {
      void reply.header("allow", allowed.join(", "));
      throw wrongMethod(request.method, path, allowed);
    }
    throw new Refusal(
      "no-such-address",
      {
        zh: `没有 ${request.method} ${path.slice(0, 200)} 这个地址。`,
        en: `There is nothing at ${request.method} ${path.slice(0, 200)}.`,
      },
      {
        zh: "全部地址见 /api/docs。",
        en: "See /api/docs for the addresses there are.",
      },
      "path",
    );
  });
}

function wrongMethod(method: string, path: string, allowed: readonly string[]): Refusal {
  const at = path.slice(0, 200);
  return new Refusal(
    "wrong-method",
    {
      zh: `地址 ${at} 不能用 ${method} 请求。`,
      en: `${at} cannot be asked with ${method}.`,
    },
    {
      zh: `请用 ${allowed.join("、")}；各自的用途见 /api/docs。`,
      en: `Use ${allowed.join(", ")}; /api/docs says what for.`,
    },
    "method",
  );
}
