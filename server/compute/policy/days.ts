/** Whether "2025-02-29" and the like is a day that there is. */
export function isRealDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}

/** Today in China, where the day begins eight hours before UTC's. */
export function chinaToday(now: Date): { readonly year: number; readonly day: string } {
  const day = new Date(now.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
  return { year: Number(day.slice(0, 4)), day };
}
