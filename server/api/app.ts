import fastifyCompress from "@fastify/compress";
import fastifyHelmet from "@fastify/helmet";
import fastifyMultipart from "@fastify/multipart";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { accessRoutes } from "./access.ts";
import { answerError } from "./answer-error.ts";
import { attestationRoutes } from "./attestations.ts";
import type { Collaborators } from "./collaborators.ts";
import { complianceRoutes } from "./compliance.ts";
import { coverageRoutes } from "./coverage.ts";
import { downloadRoutes } from "./downloads.ts";
import { guard } from "./guard.ts";
import { healthRoutes } from "./health.ts";
import { importRoutes } from "./imports.ts";
import { jobRoutes } from "./jobs.ts";
import { layerRoutes } from "./layers.ts";
import { ledgerRoutes } from "./ledger.ts";
import { methodsOf } from "./methods.ts";
import { answerNoRequest } from "./no-request.ts";
import { describeApi } from "./openapi.ts";
import { servePage } from "./page.ts";
import { policyDocumentRoutes } from "./policy-documents.ts";
import { practiceRoutes } from "./practice.ts";
import { premisesRoutes } from "./premises.ts";
import { readJson } from "./read-json.ts";
import { repairRoutes } from "./repairs.ts";
import { reportRoutes } from "./reports.ts";
import { scenarioAnswerRoutes } from "./scenario-answers.ts";
import { scenarioFileRoutes } from "./scenario-files.ts";
import { scenarioRoutes } from "./scenarios.ts";
import { sitingFileRoutes } from "./siting-files.ts";
import { sitingRoutes } from "./siting.ts";
import { snapshotRoutes } from "./snapshots.ts";
import { stockSheetRoutes } from "./stock-sheets.ts";
import { stockRoutes } from "./stock.ts";
import { studyRoutes } from "./studies.ts";
import { surfaceRoutes } from "./surfaces.ts";
import { templateRoutes } from "./templates.ts";
import { tileRoutes } from "./tiles.ts";
import { walkRoutes } from "./walk.ts";

/** Uploads over a slow office network take their time; nothing else does. */
const REQUEST_TIMEOUT_MS = 30 * 60_000;

/** The largest JSON taken where an address does not say otherwise: decisions about thousands of rows. */
const JSON_BYTES = 4 * 1024 * 1024;

/** The HTTP service, ready to be asked or to listen. */
export async function buildApp(
  collaborators: Collaborators,
  logger: FastifyServerOptions["logger"] = false,
): Promise<FastifyInstance> {
  const app = fastify({
    logger,
    // For what fails before a route is found, such as an address that cannot be decoded.
    frameworkErrors: answerError,
    clientErrorHandler: answerNoRequest,
    requestTimeout: REQUEST_TIMEOUT_MS,
    bodyLimit: JSON_BYTES,
    ajv: {
      // Values come as text; what a schema does not know is refused; a failure says what was allowed.
      customOptions: { coerceTypes: "array", removeAdditional: false, verbose: true },
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  // Replies are checked by the compiler; walking a schema for each of 50,000 numbers would cost more than the reply.
  app.setSerializerCompiler(() => (reply) => JSON.stringify(reply));
  readJson(app);

  guard(app, collaborators.names);
  app.setErrorHandler(answerError);
  await app.register(fastifyHelmet, HEADERS);
  await app.register(fastifyCompress, { encodings: ["br", "gzip"], customTypes: COMPRESSIBLE });
  await app.register(fastifyMultipart);
  await describeApi(app);
  const methods = methodsOf(app);
  for (const routes of [
    healthRoutes,
    studyRoutes,
    surfaceRoutes,
    coverageRoutes,
    accessRoutes,
    walkRoutes,
    tileRoutes,
    downloadRoutes,
    jobRoutes,
    layerRoutes,
    importRoutes,
    repairRoutes,
    templateRoutes,
    practiceRoutes,
    premisesRoutes,
    policyDocumentRoutes,
    complianceRoutes,
    stockRoutes,
    stockSheetRoutes,
    ledgerRoutes,
    attestationRoutes,
    snapshotRoutes,
    reportRoutes,
    sitingRoutes,
    sitingFileRoutes,
    scenarioRoutes,
    scenarioFileRoutes,
    scenarioAnswerRoutes,
  ])
    await app.register(routes(collaborators), { prefix: "/api" });
  await servePage(app, collaborators.page, methods);
  return app;
}

/**
 * Nothing may be loaded from another host. Plain HTTP in an office network is expected, so nothing that makes
 * browsers insist on HTTPS, or complain for want of it, is sent.
 */
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      "script-src": ["'self'"],
      "style-src": ["'self'", "'unsafe-inline'"],
      "img-src": ["'self'", "data:", "blob:"],
      "worker-src": ["'self'", "blob:"],
      "connect-src": ["'self'"],
      "object-src": ["'none'"],
      "frame-ancestors": ["'none'"],
      "base-uri": ["'self'"],
      "form-action": ["'self'"],
    },
  },
  referrerPolicy: { policy: "same-origin" },
  xFrameOptions: { action: "deny" },
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} as const;

const COMPRESSIBLE = /^text\/|[/+](json|xml|javascript)(;|$)|vnd\.mapbox-vector-tile/;
