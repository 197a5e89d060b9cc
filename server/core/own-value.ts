/** The value of a record's own key: words of foreign files ("__proto__", "constructor") find nothing they do not name. */
export function ownValue<V>(
  record: Readonly<Record<string, V>> | undefined,
  key: string | undefined,
): V | undefined {
  return record !== undefined && key !== undefined && Object.hasOwn(record, key)
    ? record[key]
    : undefined;
}
