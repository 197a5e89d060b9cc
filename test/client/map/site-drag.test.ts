import { distance } from "@turf/turf";
import { describe, expect, it } from "vitest";
import type { MapEvent } from "../../../client/map/picture.ts";
import { movedBy, SiteDrag } from "../../../client/map/site-drag.ts";

/** A map on which a pixel is a thousandth of a degree, north up from (0, 0) at [100, 38], and a clock that stands. */
function desk() {
  const events: MapEvent[] = [];
  const timers: { at: number; call: (() => void) | undefined }[] = [];
  let clock = 0;
  const drag = new SiteDrag({
    toPixel: ([lng, lat]) => [(lng - 100) * 1000, (38 - lat) * 1000],
    toPlace: ([x, y]) => [100 + x / 1000, 38 - y / 1000],
    event: (event) => events.push(event),
    now: () => clock,
    later: (call, milliseconds) => {
      const timer: (typeof timers)[number] = { at: clock + milliseconds, call };
      timers.push(timer);
      return () => {
        timer.call = undefined;
      };
    },
  });
  const pass = (milliseconds: number) => {
    clock += milliseconds;
    for (const timer of timers.filter(({ at }) => at <= clock)) {
      timer.call?.();
      timer.call = undefined;
    }
  };
  return { drag, pass, events, told: () => events.splice(0).map(said) };
}

function said(event: MapEvent): string {
  if (event.kind !== "drag") return event.kind;
  const name = "site" in event.what ? event.what.site : `facility ${event.what.facility}`;
  return `${event.phase} ${name} ${event.x.toFixed(0)},${event.y.toFixed(0)}`;
}

describe("a drag by pointer", () => {
  it("is a click until the pointer has gone four pixels", () => {
    const { drag, told } = desk();
    drag.hold({ site: "a" }, [100, 38], [0, 0]);
    drag.move([3, 0], 0);
    expect(drag.isHolding).toBe(true);
    expect(drag.dragged).toBeUndefined();
    drag.end();
    expect(told()).toEqual([]);
    expect(drag.isHolding).toBe(false);
  });

  it("starts where the site stood and carries it by the point it was grasped at", () => {
    const { drag, told } = desk();
    drag.hold({ site: "a" }, [100, 38], [2, -20]);
    drag.move([12, -10], 0);
    expect(told()).toEqual(["started a 0,0", "moved a 10,10"]);
    expect(drag.dragged).toEqual({ site: "a" });
  });

  it("says of each place when the pointer was there, however long it waited to be told", () => {
    const { drag, pass, events } = desk();
    drag.hold({ site: "a" }, [100, 38], [0, 0]);
    pass(100);
    drag.move([10, 0], 97);
    pass(6);
    drag.move([20, 0], 104);
    pass(50);
    const moves = events.flatMap((it) => (it.kind === "drag" && it.phase === "moved" ? [it] : []));
    expect(moves.map(({ x, since }) => [Math.round(x), since])).toEqual([
      [10, 97],
      [20, 104],
    ]);
  });

  it("tells the newest of several moves within a sixtieth of a second", () => {
    const { drag, told, pass } = desk();
    drag.hold({ facility: 3 }, [100, 38], [0, 0]);
    drag.move([10, 0], 0);
    told();
    pass(5);
    drag.move([20, 0], 0);
    drag.move([30, 0], 0);
    expect(told()).toEqual([]);
    pass(12);
    expect(told()).toEqual(["moved facility 3 30,0"]);
    pass(1000);
    expect(told()).toEqual([]);
    drag.move([40, 0], 0);
    expect(told()).toEqual(["moved facility 3 40,0"]);
  });

  it("ends where it is, and tells of no move after that", () => {
    const { drag, told, pass } = desk();
    drag.hold({ site: "a" }, [100, 38], [0, 0]);
    drag.move([10, 0], 0);
    drag.move([20, 0], 0);
    told();
    drag.end();
    pass(1000);
    expect(told()).toEqual(["ended a 20,0"]);
    drag.move([50, 0], 0);
    drag.end();
    expect(told()).toEqual([]);
  });

  it("cancelled stands where it stood", () => {
    const { drag, told, pass } = desk();
    drag.hold({ site: "a" }, [100.005, 38], [5, 0]);
    drag.move([50, 0], 0);
    told();
    drag.cancel();
    pass(1000);
    expect(told()).toEqual(["cancelled a 5,0"]);
  });
});

describe("a drag by keys", () => {
  it("adds its steps up until it is confirmed", () => {
    const { drag, told, pass } = desk();
    drag.nudge({ site: "a" }, [100, 38], 0, 100);
    pass(100);
    drag.nudge({ site: "a" }, [100, 38], 0, 100);
    drag.end();
    // A hundred metres are 0.9 thousandths of a degree.
    expect(told()).toEqual(["started a 0,0", "moved a 0,-1", "moved a 0,-2", "ended a 0,-2"]);
  });

  it("of another site ends the first", () => {
    const { drag, told } = desk();
    drag.nudge({ site: "a" }, [100, 38], 10, 0);
    told();
    drag.nudge({ site: "b" }, [100.01, 38], 10, 0);
    expect(told().slice(0, 2)).toEqual(["ended a 0,0", "started b 10,0"]);
  });
});

it("a step of so many metres is so many metres, in every direction", () => {
  for (const [east, north] of [
    [10, 0],
    [-100, 0],
    [0, 10],
    [0, -100],
  ] as const) {
    const from: [number, number] = [100.45, 38.93];
    const to = movedBy(from, east, north);
    const metres = distance(from, [to[0], to[1]], { units: "meters" });
    expect(metres).toBeCloseTo(Math.abs(east + north), 2);
    expect(Math.sign(to[0] - from[0])).toBe(Math.sign(east));
    expect(Math.sign(to[1] - from[1])).toBe(Math.sign(north));
  }
});
