/** Who can go where. */
export interface Basin {
  /** By place. */
  readonly weight: Float64Array;
  /** By site. */
  readonly capacity: Float64Array;
  /** By site the places it can serve. */
  readonly placesOf: readonly (readonly number[])[];
}

export interface Way {
  readonly place: number;
  readonly site: number;
}

/** People assigned to the sites that are open; sites are opened one after another and never closed. */
export interface Flow {
  /** Opens a site and assigns as many as there are then at most; gives how many more that is. */
  readonly open: (site: number) => number;
  /** Opens the sites of all these ways at once and fills the ways in this order before it moves anybody on. */
  readonly openAlong: (ways: readonly Way[]) => void;
  readonly total: () => number;
  /** Of each place how much goes where. */
  readonly amounts: () => readonly ReadonlyMap<number, number>[];
  readonly copy: () => Flow;
}

/**
 * The most people that open sites can take, each within what it can and no place more than lives there: a maximum
 * flow, found by moving people on from full sites to others wherever that lets one more in. Exact where
 * weights and capacities are multiples of one small power of two.
 */
export function emptyFlow({ weight, capacity, placesOf }: Basin): Flow {
  const nobody = Array.from(weight, () => new Map<number, number>());
  return flowFrom(weight.slice(), capacity.slice(), nobody, 0);

  function flowFrom(
    waiting: Float64Array,
    room: Float64Array,
    goes: Map<number, number>[],
    assigned: number,
  ): Flow {
    let total = assigned;
    return {
      open: (site) => {
        const before = total;
        for (const place of placesOf[site]!) fill(place, site);
        moveAll(site);
        return total - before;
      },
      openAlong: (ways) => {
        for (const { place, site } of ways) fill(place, site);
        const sites = new Set(ways.map(({ site }) => site));
        for (let before = NaN; before !== total;) {
          before = total;
          for (const site of sites) moveAll(site);
        }
      },
      total: () => total,
      amounts: () => goes,
      copy: () =>
        flowFrom(
          waiting.slice(),
          room.slice(),
          goes.map((to) => new Map(to)),
          total,
        ),
    };

    function fill(place: number, site: number): void {
      const amount = Math.min(waiting[place]!, room[site]!);
      if (amount > 0) give(place, site, amount);
    }

    function give(place: number, site: number, amount: number): void {
      waiting[place]! -= amount;
      room[site]! -= amount;
      goes[place]!.set(site, (goes[place]!.get(site) ?? 0) + amount);
      total += amount;
    }

    function moveAll(site: number): void {
      while (room[site]! > 0 && moveOn(site));
    }

    /** Lets somebody in who waits before a full site, by moving others from site to site up to `to`. */
    function moveOn(to: number): boolean {
      const through = new Map<number, { readonly place: number; readonly next: number }>();
      const seen = new Set([to]);
      const queue = [to];
      for (const site of queue)
        for (const place of placesOf[site]!) {
          if (waiting[place]! > 0) {
            shift(place, site);
            return true;
          }
          for (const [full, amount] of goes[place]!) {
            if (amount <= 0 || seen.has(full)) continue;
            seen.add(full);
            through.set(full, { place, next: site });
            queue.push(full);
          }
        }
      return false;

      function shift(waiter: number, at: number): void {
        let amount = Math.min(waiting[waiter]!, room[to]!);
        for (let site = at; site !== to;) {
          const { place, next } = through.get(site)!;
          amount = Math.min(amount, goes[place]!.get(site)!);
          site = next;
        }
        for (let site = at; site !== to;) {
          const { place, next } = through.get(site)!;
          const stays = goes[place]!.get(site)! - amount;
          if (stays > 0) goes[place]!.set(site, stays);
          else goes[place]!.delete(site);
          goes[place]!.set(next, (goes[place]!.get(next) ?? 0) + amount);
          site = next;
        }
        // The place left open at the last site is taken by the one who waits at the first.
        room[at]! += at === to ? 0 : amount;
        room[to]! -= at === to ? 0 : amount;
        give(waiter, at, amount);
      }
    }
  }
}
