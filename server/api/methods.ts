import type { FastifyInstance } from "fastify";

/** By a path as it is asked for, the methods that routes have for it; none where there is no such address. */
export type MethodsAt = (path: string) => readonly string[];

/** Notes the routes that are registered from now on. */
export function methodsOf(app: FastifyInstance): MethodsAt {
  const routes = new Map<string, Route>();
  app.addHook("onRoute", ({ url, method }) => {
    const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const one of [method].flat()) route.methods.add(one);
    routes.set(url, route);
  });
  return (path) => {
    const fitting = [...routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(fitting.flatMap(({ methods }) => [...methods]))].sort();
  };
}

interface Route {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** "/api/studies/:id/downloads/:layer.geojson" as an expression. */
function patternOf(url: string): RegExp {
  const parts = url
    .split(/(:\w+)/)
    .map((part) =>
      part.startsWith(":") ? "[^/]+" : part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"),
    );
  return new RegExp(`^${parts.join("")}$`);
}
