import type { Proposal } from "#contract/import.ts";
import { SERVICES, type Service } from "#core/vocabulary.ts";
import { printable } from "../account.ts";
import { maskPersonal } from "./personal.ts";
import type { ServiceAnswer } from "./services.ts";

type Reading = NonNullable<Proposal["services"]>;
type Doubt = Reading["doubtful"][number];

/** So many questions of a crawl of a whole county are put, and can be answered at once. */
const SHOWN = 2000;
const LONGEST_TEXT = 200;

/** Counts how the services of the rows were told, and gathers the questions that remain. */
export class ServiceTally {
  readonly #recognised = new Map<string, Reading["recognised"][number]>();
  readonly #doubts = new Map<string, Doubt>();

  add(row: number, answer: ServiceAnswer): void {
    if (answer.kind === "offers") {
      for (const service of answer.services) this.#count(service, answer.by);
    }
    if (answer.kind === "doubtful") this.#doubt(row, answer);
  }

  /** Services in the vocabulary's order; questions about most rows first. */
  reading(): Reading {
    const order = (service: Service) => SERVICES.indexOf(service);
    return {
      recognised: [...this.#recognised.values()].toSorted(
        (a, b) => order(a.service) - order(b.service) || b.rows - a.rows,
      ),
      doubtful: [...this.#doubts.values()]
        .toSorted((a, b) => b.rows - a.rows || a.first - b.first)
        .slice(0, SHOWN),
    };
  }

  #count(service: Service, by: Reading["recognised"][number]["by"]): void {
    const known = this.#recognised.get(`${service} ${by}`);
    if (known === undefined) this.#recognised.set(`${service} ${by}`, { service, by, rows: 1 });
    else known.rows += 1;
  }

  #doubt(
    row: number,
    { key, text, candidates }: Extract<ServiceAnswer, { kind: "doubtful" }>,
  ): void {
    const known = this.#doubts.get(key);
    if (known === undefined) {
      const shown = printable(maskPersonal(text), LONGEST_TEXT);
      this.#doubts.set(key, { key, text: shown, rows: 1, first: row, candidates: [...candidates] });
      return;
    }
    known.rows += 1;
    for (const one of candidates) if (!known.candidates.includes(one)) known.candidates.push(one);
  }
}
