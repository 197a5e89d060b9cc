import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Health } from "#contract/study.ts";
import { INSTANCE_HEADER } from "../store/address.ts";
import type { Collaborators } from "./collaborators.ts";

export function healthRoutes({ health, instance }: Collaborators): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      "/health",
      {
        schema: {
          tags: ["service"],
          summary: "Whether the demonstration study is ready",
          description: "Status 200 when it is; 503 with the same body while it is being prepared.",
          response: { 200: Health, 503: Health },
        },
      },
      async (_, reply) => {
        const now = health();
        return reply
          .code(now.status === "ready" ? 200 : 503)
          .header("cache-control", "no-store")
          .header(INSTANCE_HEADER, instance)
          .send(now);
      },
    );
  };
}
