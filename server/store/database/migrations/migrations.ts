import type { Migration } from "../migrate.ts";
import { first } from "./0001-studies-and-their-layers.ts";

/** All of them, in the order they are applied. */
export const MIGRATIONS: readonly Migration[] = [first];
