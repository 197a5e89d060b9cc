import { useState, type FormEvent } from "react";
import {
  DEFAULT_RESOLUTION,
  DEFAULT_SNAP_CAP,
  MAX_RESOLUTION,
  MIN_RESOLUTION,
} from "#contract/vocabulary.ts";
import { useMakeStudy } from "../api/queries.ts";
import { bytes, metres } from "../text/numbers.ts";
import { FileField } from "../ui/FileField.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { useSpeech } from "./session.tsx";

const FILES = ["network", "facilities", "people", "units"] as const;
type FileRole = (typeof FILES)[number];

const ACCEPTS: Readonly<Record<FileRole, readonly string[]>> = {
  network: [".osm.pbf", ".pbf", ".osm"],
  facilities: [".csv", ".geojson", ".json"],
  people: [".csv", ".geojson", ".json"],
  units: [".geojson", ".json"],
};

const OPTIONAL: ReadonlySet<FileRole> = new Set(["units"]);

/** Mean edge of an H3 cell, metres. */
const EDGES: Readonly<Record<number, number>> = { 8: 531, 9: 201, 10: 76, 11: 29 };

/** A new study from files: checked here as far as a name tells, and by the server in full. */
export function StudyForm({ onStarted }: { onStarted: (job: string) => void }) {
  const { language, words } = useSpeech();
  const { form } = words.data;
  const make = useMakeStudy();
  const [name, setName] = useState("");
  const [resolution, setResolution] = useState(DEFAULT_RESOLUTION);
  const [snapCap, setSnapCap] = useState(String(DEFAULT_SNAP_CAP));
  const [files, setFiles] = useState<Partial<Record<FileRole, File>>>({});
  const [tried, setTried] = useState(false);

  const capError = /^\d+(\.\d+)?$/.test(snapCap.trim()) ? undefined : form.notNumber;
  const nameError = name.trim() === "" ? form.required : undefined;
  const faults = FILES.map((role) => fault(role));
  const complete = !capError && !nameError && faults.every((one) => one === undefined);

  return (
    <form className="sheet study-form" onSubmit={submit} noValidate data-testid="study-form">
      <h2>{words.data.make}</h2>
      <p className="quiet">{words.data.makeLead}</p>
      <label className="text-field">
        <span className="field-label">{form.name}</span>
        <input
          type="text"
          name="name"
          value={name}
          maxLength={80}
          placeholder={form.namePlaceholder}
          aria-invalid={tried && nameError !== undefined}
          onChange={(event) => setName(event.target.value)}
        />
        {tried && nameError && <span className="field-error">{nameError}</span>}
      </label>
      <div className="file-grid">
        {FILES.map((role, i) => (
          <FileField
            key={role}
            name={role}
            label={form[role]}
            hint={form[`${role}Hint`]}
            accepts={ACCEPTS[role]}
            file={files[role]}
            error={tried || files[role] ? faults[i] : undefined}
            onChange={(file) => setFiles((now) => ({ ...now, [role]: file }))}
            sizeOf={(file) => bytes(file.size)}
            words={form}
          />
        ))}
      </div>
      <div className="setting-grid">
        <label className="text-field">
          <span className="field-label">{form.resolution}</span>
          <select
            name="resolution"
            value={resolution}
            onChange={(event) => setResolution(Number(event.target.value))}
          >
            {RESOLUTIONS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
          <span className="field-hint">
            {form.resolutionHint(metres(EDGES[resolution], language))}
          </span>
        </label>
        <label className="text-field">
          <span className="field-label">
            {form.snapCap} ({form.metres})
          </span>
          <input
            type="text"
            inputMode="decimal"
            name="snapCap"
            value={snapCap}
            aria-invalid={capError !== undefined}
            onChange={(event) => setSnapCap(event.target.value)}
          />
          <span className={capError ? "field-error" : "field-hint"}>
            {capError ?? form.snapCapHint}
          </span>
        </label>
      </div>
      {make.error && <ProblemBand title={words.problem.job} error={make.error} />}
      <div className="form-end">
        <button type="submit" className="button primary" disabled={make.isPending}>
          {make.isPending ? words.data.job.uploading : form.submit}
        </button>
        <div className="progress-line" data-on={make.isPending} />
      </div>
    </form>
  );

  function fault(role: FileRole): string | undefined {
    const file = files[role];
    if (file === undefined) return OPTIONAL.has(role) ? undefined : form.required;
    const right = ACCEPTS[role].some((ending) => file.name.toLowerCase().endsWith(ending));
    return right ? undefined : form.wrongType(file.name, ACCEPTS[role].join(" "));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!complete) return;
    const body = new FormData();
    body.set("name", name.trim());
    body.set("resolution", String(resolution));
    body.set("snapCap", snapCap.trim());
    for (const role of FILES) {
      const file = files[role];
      if (file) body.set(role, file);
    }
    make.mutate(body, { onSuccess: (job) => onStarted(job.id) });
  }
}

const RESOLUTIONS = Array.from(
  { length: MAX_RESOLUTION - MIN_RESOLUTION + 1 },
  (_, i) => MIN_RESOLUTION + i,
);
