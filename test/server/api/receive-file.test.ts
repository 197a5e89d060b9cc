import { tmpdir } from "node:os";
import type { FastifyRequest } from "fastify";
import { expect, it } from "vitest";
import { receiveFile } from "../../../server/api/upload.ts";

it("does not wait for a sender who left before the form was looked at", async () => {
  const left = {
    headers: {},
    raw: { destroyed: true },
    parts: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }),
  } as unknown as FastifyRequest;
  await expect(receiveFile(left, tmpdir(), { network: 1000, table: 1000 })).rejects.toThrow(
    "the connection was closed",
  );
});
