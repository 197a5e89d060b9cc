import type { Direction, Service, WalkerProfile } from "#contract/vocabulary.ts";

/** What a surface answers: who walks where in which study. The limit is not part of it. */
export interface Question {
  readonly study: string;
  readonly service: Service;
  readonly profile: WalkerProfile;
  readonly direction: Direction;
  /** Metres per second in place of the profile's own. */
  readonly speed?: number;
}

/** A question with the limit that what the server works out (gaps, catchments, walks) also depends on. */
export interface LimitedQuestion extends Question {
  readonly limitMinutes: number;
}

export function sameQuestion(a: Question, b: Question): boolean {
  return (
    a.study === b.study &&
    a.service === b.service &&
    a.profile === b.profile &&
    a.direction === b.direction &&
    a.speed === b.speed
  );
}
