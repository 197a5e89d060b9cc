import fastifySwagger from "@fastify/swagger";
import fastifySwaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { Problem } from "#contract/jobs.ts";
import { STATUS_OF, type ProblemCode } from "./errors.ts";

/** Describes the API from the schemas its routes check with. Register before the routes. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "一刻钟 Yikezhong",
        version: "1",
        description:
          "Walking catchments, coverage and service gaps for the 15-minute life circle. Positions are WGS 84, longitude first. Every error reply has the shape of Problem: what is wrong, where, and what to do, in Chinese and English.",
      },
      tags: [
        { name: "service", description: "The server itself" },
        { name: "studies", description: "Studies and what they are made of" },
        { name: "imports", description: "Files on their way into studies" },
        { name: "layers", description: "What studies hold, version by version" },
        { name: "network", description: "What is wrong with the streets, and repairs" },
        { name: "results", description: "Walks, coverage, gaps and catchments" },
        {
          name: "spatial",
          description: "空间可达性: measurements of ours, never judged against a policy",
        },
        { name: "policy", description: "Policy documents and standards" },
        {
          name: "compliance",
          description: "政策指标: studies held against the documents, by figures of offices",
        },
        {
          name: "scenarios",
          description:
            "What could be: scenarios, what they change, and why a place is covered or not",
        },
        { name: "siting", description: "New sites: idle premises, searches and their plans" },
        { name: "reports", description: "Reports of assessments, as files and as a preview" },
        { name: "map", description: "The base map" },
        { name: "downloads", description: "Layers as files" },
        { name: "jobs", description: "Results being computed" },
      ],
    },
  });
  app.addHook("onRoute", ({ schema }) => {
    if (isRecord(schema?.response)) Object.assign(schema.response, { default: AT_ANY_ADDRESS });
  });
  await app.register(fastifySwaggerUi, {
    routePrefix: "/api/docs",
    validatorUrl: false,
    theme: {
      title: "一刻钟 API",
      css: [{ filename: "page.css", content: ".swagger-ui .topbar { display: none }" }],
    },
    uiConfig: { docExpansion: "list", deepLinking: true, tryItOutEnabled: true },
  });
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}

/** What is not listed with every address: it has nothing to do with what is asked. */
const AT_ANY_ADDRESS = {
  ...Problem,
  description:
    "Problems that any address may answer with: " +
    `${codesAnywhere().join(", ")}. The code says which.`,
};

function codesAnywhere(): string[] {
  const codes: readonly ProblemCode[] = [
    "bad-request",
    "foreign-host",
    "no-such-address",
    "wrong-method",
    "too-slow",
    "too-large",
    "not-a-form",
    "disk-full",
    "damaged-study",
    "fault",
    "database-away",
  ];
  return codes.map((code) => `${STATUS_OF[code]} ${code}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
