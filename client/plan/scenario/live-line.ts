/**
 * Questions put while the pointer moves: one at a time is on its way, the latest of those that came meanwhile waits,
 * and an answer older than the one that is shown, or than the drag itself, is never shown.
 */
export interface LiveLine<Q, A> {
  /** Of the next question that is sent; numbers rise for as long as the page is open. */
  readonly next: number;
  /** Answers below this belong to an earlier drag. */
  readonly since: number;
  readonly onWay: number | undefined;
  readonly waiting: Q | undefined;
  readonly shown: { readonly seq: number; readonly answer: A } | undefined;
}

export const EMPTY_LINE: LiveLine<never, never> = {
  next: 1,
  since: 1,
  onWay: undefined,
  waiting: undefined,
  shown: undefined,
};

/** The question takes the place of whichever waited. */
export function ask<Q, A>(line: LiveLine<Q, A>, question: Q): LiveLine<Q, A> {
  return { ...line, waiting: question };
}

/** What is to be sent now, with the line after sending it; undefined while one is on its way or none waits. */
export function nextToSend<Q, A>(
  line: LiveLine<Q, A>,
): { readonly line: LiveLine<Q, A>; readonly seq: number; readonly question: Q } | undefined {
  if (line.onWay !== undefined || line.waiting === undefined) return undefined;
  const { next: seq, waiting: question } = line;
  return { line: { ...line, next: seq + 1, onWay: seq, waiting: undefined }, seq, question };
}

export function answered<Q, A>(line: LiveLine<Q, A>, seq: number, answer: A): LiveLine<Q, A> {
  const newest = Math.max(line.since, (line.shown?.seq ?? 0) + 1);
  return {
    ...line,
    onWay: line.onWay === seq ? undefined : line.onWay,
    shown: seq >= newest ? { seq, answer } : line.shown,
  };
}

/** No answer will come to this one. */
export function lost<Q, A>(line: LiveLine<Q, A>, seq: number): LiveLine<Q, A> {
  return line.onWay === seq ? { ...line, onWay: undefined } : line;
}

/** Another drag begins: what was asked before it is not waited for and will not be shown. */
export function begun<Q, A>(line: LiveLine<Q, A>): LiveLine<Q, A> {
  return { ...line, since: line.next, onWay: undefined, waiting: undefined, shown: undefined };
}
