import type { Service } from "#core/vocabulary.ts";

/** Services within names of ten letters. */
export const SHORT_SERVICES: Readonly<Record<Service, string>> = {
  childcare: "CC",
  kindergarten: "KG",
  "elderly-care": "EC",
  meal: "ML",
  clinic: "CL",
  convenience: "CV",
  market: "MK",
};
