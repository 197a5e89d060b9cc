import type { Migration } from "../migrate.ts";
import { first } from "./0001-studies-and-their-layers.ts";
import { policy } from "./0002-policy.ts";
import { reports } from "./0003-reports.ts";
import { scenariosAndPlans } from "./0004-scenarios-and-plans.ts";

/** All of them, in the order they are applied. */
export const MIGRATIONS: readonly Migration[] = [first, policy, reports, scenariosAndPlans];
