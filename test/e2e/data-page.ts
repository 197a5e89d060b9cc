import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Import } from "#contract/import.ts";
import type { StudyLayers } from "#contract/layers.ts";
import { DESK, eventually, LAPTOP, LARGE, LONG, numberOf, picture } from "./looking.ts";

/** What people do on the data page, and what they then see. */

export async function replyOf<T>(page: Page, path: string): Promise<T> {
  const reply = await page.request.get(new URL(path, page.url()).href);
  return (await reply.json()) as T;
}

/** The study and the import the address names. */
export function studyOf(page: Page): Promise<StudyLayers> {
  const id = new URL(page.url()).searchParams.get("study");
  return replyOf(page, `/api/studies/${id}/layers`);
}

export function importOf(page: Page): Promise<Import> {
  return replyOf(page, `/api/imports/${new URL(page.url()).searchParams.get("import")}`);
}

/** Waits until this file is in view and has been read, or read again. */
export async function readyToDecide(page: Page, file: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: file }).waitFor();
  await page.locator('[data-testid="import"][data-state="waiting"]').waitFor(LONG);
  await page.locator('.import-body[aria-busy="false"]').waitFor(LONG);
}

export async function takePractice(page: Page, file: string): Promise<void> {
  await page.getByTestId(`practice-${file}`).click();
  await readyToDecide(page, file);
}

export async function store(page: Page): Promise<void> {
  const button = page.getByTestId("confirm-import");
  await eventually(() => button.isEnabled()).toBe(true);
  await button.click();
  await page.getByTestId("import-done").waitFor(LONG);
}

/** The account as shown; it has to add up at any time. */
export async function accountShown(page: Page) {
  const read = await numberOf(page, "account-read");
  const usable = await numberOf(page, "account-usable");
  const doubtful = await numberOf(page, "account-doubtful");
  const dropped = await numberOf(page, "account-dropped");
  expect(usable + doubtful + dropped).toBe(read);
  return { read, usable, doubtful, dropped };
}

/** What the columns are read as, by their titles. */
export function mappingShown(page: Page): Promise<Record<string, string>> {
  return page
    .getByTestId("column-table")
    .locator("select")
    .evaluateAll((all) =>
      Object.fromEntries(
        all.map((one) => [
          (one.dataset["testid"] ?? "").replace("column-", ""),
          one instanceof HTMLSelectElement ? one.value : "",
        ]),
      ),
    );
}

/** The page at the three sizes it is drawn for. */
export async function pictures(
  page: Page,
  name: string,
  place: Locator = page.locator("main"),
): Promise<void> {
  for (const size of [LAPTOP, LARGE, DESK]) {
    await page.setViewportSize(size);
    await place.scrollIntoViewIfNeeded();
    await picture(page, `${name}-${size.width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
    expect(await tooWide(page)).toEqual([]);
  }
}

/** Cards whose content reaches out of them, over what stands beside them. */
export function tooWide(page: Page): Promise<string[]> {
  return page
    .locator(".sheet")
    .evaluateAll((sheets) =>
      sheets.flatMap((sheet) =>
        sheet.scrollWidth > sheet.clientWidth + 1
          ? [`${sheet.className}: ${sheet.scrollWidth} in ${sheet.clientWidth}`]
          : [],
      ),
    );
}

/** Pieces of Chinese that are left of what the page says when names and values out of files are taken away. */
export async function chineseLeft(page: Page, names: readonly string[]): Promise<string[]> {
  const text = await page.locator("body").innerText();
  const own = names.toSorted((a, b) => b.length - a.length);
  const rest = own.reduce((left, name) => left.replaceAll(name, " "), text);
  return rest.match(/[\p{Script=Han}]+/gu) ?? [];
}
