import { places, type Box } from "./boxes.ts";
import { facilityMarks, paintFacility } from "./facilities.ts";
import { outlinedGaps, paintGapLabel, paintGapLines, placeGapLabels } from "./gaps.ts";
import type { Legend } from "./legend.ts";
import type { Reach, Statuses } from "./map-picture.ts";
import { writeNames, type NamedBelow } from "./names.ts";
import type { Pen } from "./pen.ts";
import { cellClasses, paintCells } from "./reach.ts";
import { writeUnitNames } from "./unit-names.ts";
import { paintUnits, unitClasses } from "./units.ts";
import type { View } from "./view.ts";
import type { MapWords } from "./words.ts";

/** What a picture is about, as it lies on the base map. */
export interface Theme {
  /** Of the classes that the view shows, no others. */
  readonly legend: Legend;
  /** The main points in words, for those who cannot see them. */
  readonly said: readonly string[];
  readonly paintAreas: (pen: Pen) => void;
  /** Streets over units would look like borders. */
  readonly streetsOver: boolean;
  /** Marks and names, clear of what stands on the map already. */
  readonly paintMarks: (pen: Pen, taken: readonly Box[]) => void;
}

export function themeOf(
  subject: Reach | Statuses,
  below: NamedBelow,
  view: View,
  words: MapWords,
): Theme {
  switch (subject.kind) {
    case "reach":
      return reachTheme(subject, below, view, words);
    case "statuses":
      return statusTheme(subject, view, words);
  }
}

function reachTheme(subject: Reach, below: NamedBelow, view: View, words: MapWords): Theme {
  const { service, paint } = subject;
  const classes = cellClasses(subject, view, words);
  const gaps = outlinedGaps(subject.gaps, view);
  const facilities = facilityMarks(subject.facilities, view);
  const place = words.service(service);
  const gapEntry = { label: words.gapOutline, sample: { kind: "gap" } } as const;
  const facilityEntry = {
    label: place,
    sample: { kind: "facility", service, dot: facilities.dots },
  } as const;
  return {
    legend: {
      title: words.walkTo(place, paint.by),
      entries: [
        ...classes.map(({ entry }) => entry),
        ...(gaps.length === 0 ? [] : [gapEntry]),
        ...(facilities.at.length === 0 ? [] : [facilityEntry]),
      ],
    },
    said: gaps.map(({ rank, people }) =>
      words.titled(`${words.gapOutline} ${rank}`, words.people(people)),
    ),
    streetsOver: true,
    paintAreas: (pen) => paintCells(classes, view, pen),
    paintMarks(pen, taken) {
      paintGapLines(gaps, view, pen);
      const clear = places(view.panel, [...taken, ...facilities.boxes]);
      const labels = placeGapLabels(gaps, view, pen, words, clear, places(view.panel, taken));
      writeNames(below, view, words, pen, clear);
      for (const at of facilities.at) paintFacility(pen, at, service, facilities.dots);
      for (const label of labels) paintGapLabel(label, pen);
    },
  };
}

function statusTheme(subject: Statuses, view: View, words: MapWords): Theme {
  const classes = unitClasses(subject, view, words);
  const units = classes.flatMap((each) => each.units);
  return {
    legend: { title: subject.title, entries: classes.map(({ entry }) => entry) },
    said: [],
    streetsOver: false,
    paintAreas: (pen) => paintUnits(classes, view, pen),
    paintMarks: (pen, taken) => writeUnitNames(units, view, pen, places(view.panel, taken)),
  };
}
