/** What a record read from a file holds under a key of its own: "constructor" may be an id. */
export function own<T>(
  record: Readonly<Record<string, T>>,
  key: string | undefined,
): T | undefined {
  return key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
