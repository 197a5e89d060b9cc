/** A row of a grid: of a text file or of a sheet. */
export interface GridRow {
  /** As the user counts the rows of the file, from 1. */
  readonly number: number;
  /** Tidied; "" for blank. */
  readonly values: readonly string[];
  /** The same with every merged value in all the cells it is merged over; only where there are such. */
  readonly spread?: readonly string[];
  /** One value merged over most of the columns. */
  readonly banner?: boolean;
}

/** Number of values before the blank ones at the end. */
export function extent(values: readonly string[]): number {
  let end = values.length;
  while (end > 0 && values[end - 1] === "") end -= 1;
  return end;
}

export function filled(values: readonly string[]): string[] {
  return values.filter((value) => value !== "");
}

/** Whether two rows say the same; blank values at the end do not count. */
export function equal(a: readonly string[], b: readonly string[]): boolean {
  const end = extent(a);
  return end === extent(b) && a.slice(0, end).every((value, i) => value === b[i]);
}
