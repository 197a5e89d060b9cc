import { useEffect, useState } from "react";
import { useHealth, useStudies, useStudy } from "../api/queries.ts";
import { openStudy } from "../plan/view.ts";
import { useKept } from "../ui/kept.ts";
import { DataPage } from "./DataPage.tsx";
import { Header } from "./Header.tsx";
import { KeysHelp } from "./KeysHelp.tsx";
import { OverviewPage } from "./OverviewPage.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { Notice, Preparing } from "./Preparing.tsx";
import { useSession, useSpeech, useView } from "./session.tsx";

/** Header and the page in view, or what stands in its way: a server still preparing, no study, an error. */
export function Page({ large, onLarge }: { large: boolean; onLarge: (large: boolean) => void }) {
  const { words } = useSpeech();
  const session = useSession();
  const page = useView((view) => view.page);
  const wanted = useView((view) => view.study);
  const [help, setHelp] = useState(false);
  const [letters, setLetters] = useKept("letter-keys", true);

  const health = useHealth();
  const ready = health.data?.status === "ready";
  const studies = useStudies(ready);
  const id = wanted ?? studies.data?.[0]?.id;
  const known = studies.data?.some((summary) => summary.id === id) ?? false;
  const study = useStudy(known ? id : undefined);
  const summary = studies.data?.find((one) => one.id === id);

  useEffect(() => {
    const where = summary ? `${summary.name} · ` : "";
    document.title = `${where}${words.page[page]} · ${words.name}`;
  }, [summary, words, page]);

  const openFirst = () => session.view.set((view) => openStudy(view, undefined));

  return (
    <div className="page">
      <a className="skip" href="#main">
        {words.header.skip}
      </a>
      <Header
        studies={studies.data ?? []}
        study={summary}
        large={large}
        onLarge={onLarge}
        onHelp={() => setHelp(true)}
      />
      <main id="main" tabIndex={-1}>
        {body()}
      </main>
      <KeysHelp
        open={help}
        onClose={() => setHelp(false)}
        letters={letters}
        onLetters={setLetters}
      />
    </div>
  );

  function body() {
    if (!ready) return <Preparing health={health.data} error={health.error} />;
    if (studies.error) {
      return (
        <Notice>
          <ProblemBand error={studies.error} onRetry={() => void studies.refetch()} />
        </Notice>
      );
    }
    if (studies.data === undefined) return null;
    if (page === "data") {
      return <DataPage studies={studies.data} study={study.data} chosen={id} error={study.error} />;
    }
    if (studies.data.length === 0) {
      return (
        <Notice title={words.starting.noStudy} text={words.starting.noStudyHint}>
          <a
            className="button"
            href="/data"
            onClick={(event) => {
              event.preventDefault();
              session.view.set((view) => ({ ...view, page: "data" }));
            }}
          >
            {words.starting.make}
          </a>
        </Notice>
      );
    }
    if (!known) {
      return (
        <Notice title={words.starting.missing(id ?? "")} text={words.starting.missingRemedy}>
          <button type="button" className="button" onClick={openFirst}>
            {words.starting.openFirst}
          </button>
        </Notice>
      );
    }
    if (study.error) {
      return (
        <Notice>
          <ProblemBand
            title={words.problem.study}
            error={study.error}
            onRetry={() => void study.refetch()}
          />
        </Notice>
      );
    }
    if (study.data === undefined) return null;
    return (
      <OverviewPage
        key={study.data.id}
        study={study.data}
        letters={letters}
        onHelp={() => setHelp(true)}
      />
    );
  }
}
