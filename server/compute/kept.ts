/**
 * The last few values that were asked for, each made once however many ask at the same time. A value whose
 * making fails is not kept.
 */
export interface Kept<Value> {
  readonly get: (key: string, make: () => Promise<Value>) => Promise<Value>;
}

export function kept<Value>(most: number): Kept<Value> {
  const values = new Map<string, Promise<Value>>();
  return {
    get(key, make) {
      const value = values.get(key) ?? make();
      values.delete(key);
      values.set(key, value);
      for (const oldest of values.keys()) {
        if (values.size <= most) break;
        values.delete(oldest);
      }
      value.catch(() => {
        if (values.get(key) === value) values.delete(key);
      });
      return value;
    },
  };
}
