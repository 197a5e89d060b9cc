import type { Said } from "#contract/jobs.ts";

/** No search can answer what was asked. What is said is for the user: what contradicts what, and what to do. */
export class SitingRefused extends Error {
  override readonly name = "SitingRefused";
  readonly said: Said;

  constructor(zh: string, en: string) {
    super(en);
    this.said = { zh, en };
  }
}
