import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { PICTURES } from "./served.ts";

export const LAPTOP = { width: 1280, height: 720 };
export const DESK = { width: 1440, height: 900 };
export const LARGE = { width: 1920, height: 1080 };

/** How long anything may take on a machine that does much else. */
export const LONG = { timeout: 60_000 };

/** Like `expect`, of what comes to be true. */
export function eventually<T>(look: () => T | Promise<T>) {
  return expect.poll(look, LONG);
}

export function picture(page: Page, name: string) {
  return page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

export function textOf(page: Page, id: string): Promise<string> {
  return page.getByTestId(id).first().innerText();
}

/** The first number in a text, with its thousands read as one: `23,170 人` is 23170. */
export function numberIn(text: string): number {
  return Number(text.replaceAll(",", "").match(/\d+(\.\d+)?/)?.[0]);
}

export async function numberOf(page: Page, id: string): Promise<number> {
  return numberIn(await textOf(page, id));
}
