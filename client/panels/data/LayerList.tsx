import type { Import } from "#contract/import.ts";
import type { LayerVersion, StudyLayers } from "#contract/layers.ts";
import { count, kilometres, people, share } from "../../text/numbers.ts";
import type { Language } from "../../text/language.ts";
import type { Words } from "../../text/zh.ts";
import { showData } from "../../plan/view.ts";
import { useSession, useSpeech, useView } from "../session.tsx";

/** The layers with version and facts; below, the files that are on their way in. */
export function LayerList(props: {
  readonly layers: StudyLayers;
  readonly imports: readonly Import[];
}) {
  const { language, words } = useSpeech();
  const { view } = useSession();
  const data = useView((it) => it.data);
  const text = words.data.layers;
  const { layers, imports } = props;
  const used = layers.results[0]?.uses;
  return (
    <section className="side-block">
      <header className="side-head">
        <h2>{text.title}</h2>
        <button
          type="button"
          className="linklike side-home"
          aria-current={data.kind === "home" ? "page" : undefined}
          data-testid="data-home"
          onClick={() => view.set((it) => showData(it, { kind: "home" }))}
        >
          {text.add}
        </button>
      </header>
      {layers.layers.length === 0 && <p className="quiet side-none">{text.none}</p>}
      <ul className="layer-list">
        {layers.layers.map((layer) => {
          const replacing = imports.some((one) => one.proposal?.layer.replaces === layer.layer);
          const isNewer =
            used !== undefined &&
            layer.role !== "premises" &&
            !used.some((one) => one.layer === layer.layer && one.version === layer.version);
          return (
            <li key={layer.layer} data-chosen={data.kind === "layer" && data.id === layer.layer}>
              <button
                type="button"
                data-testid={`layer-row-${layer.layer}`}
                onClick={() => view.set((it) => showData(it, { kind: "layer", id: layer.layer }))}
              >
                <span className="layer-name" title={layer.name}>
                  {layer.name}
                </span>
                <span className="version-tag">{text.version(String(layer.version))}</span>
                <span className="layer-facts">{factsLine(layer, language, words)}</span>
                {replacing ? (
                  <span className="amber-tag">{text.replacing}</span>
                ) : (
                  isNewer && <span className="amber-tag">{text.stale}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {imports.length > 0 && (
        <>
          <h3 className="side-sub">{text.importing}</h3>
          <ul className="layer-list" data-testid="open-imports">
            {imports.map((one) => (
              <li key={one.id} data-chosen={data.kind === "import" && data.id === one.id}>
                <button
                  type="button"
                  data-testid={`import-row-${one.id}`}
                  onClick={() => view.set((it) => showData(it, { kind: "import", id: one.id }))}
                >
                  <span className="layer-name" title={one.file.name}>
                    {one.file.name}
                  </span>
                  <span
                    className="amber-tag"
                    data-tone={one.state === "failed" ? "bad" : undefined}
                  >
                    {words.data.state[one.state]}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** What a layer holds, in one line: `OSM · 612.4 公里 · 主网 97.3%`. */
export function factsLine(layer: LayerVersion, language: Language, words: Words): string {
  const text = words.data.layers;
  const { facts, amount, date } = layer;
  const when = date === null || date === "" ? [] : [text.year(date)];
  switch (layer.role) {
    case "network": {
      const main = facts["mainShare"];
      return words.join([
        kilometres(amount, language),
        ...(typeof main === "number" ? [text.main(share(main))] : []),
      ]);
    }
    case "units":
      return words.join([text.units(count(amount)), ...when]);
    case "people": {
      const rules: Readonly<Record<string, string>> = text.spread;
      const rule = rules[String(facts["spread"])];
      return words.join([people(amount, language), ...(rule === undefined ? when : [rule])]);
    }
    case "facilities":
    case "premises":
      return words.join([text.places(count(amount)), ...when]);
  }
}
