/** Seeded chance: the town is the same for the same seed, on every machine. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Item>(list: readonly Item[]): Item;
}

/** A stream of its own for each subject, so that changing one part of the town leaves the others alone. */
export function seededRandom(seed: number, subject: string): Random {
  let state = mix(seed ^ 0x9e3779b9);
  for (let index = 0; index < subject.length; index++) {
    state = mix(state ^ subject.charCodeAt(index));
  }

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state) / 2 ** 32;
  };

  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[Math.floor(next() * list.length)];
      if (item === undefined) throw new Error("Nothing to pick from: the list is empty.");
      return item;
    },
  };
}

/** The same items in an order of chance. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, order: random.next() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}

/** A whole number of 32 bits in, another out, each bit of the first moving about half of the second. */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
