import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import type { Study } from "#contract/study.ts";
import { renewStudy, useLayers } from "../api/layers.ts";
import { studyPath } from "../api/paths.ts";
import { useHealth, useStudies, useStudy } from "../api/queries.ts";
import { firstStudy } from "../plan/studies.ts";
import { openStudy, showData } from "../plan/view.ts";
import { useKept } from "../ui/kept.ts";
import { DataPage } from "./DataPage.tsx";
import { Header } from "./Header.tsx";
import { KeysHelp } from "./KeysHelp.tsx";
import { OverviewPage } from "./OverviewPage.tsx";
import { ProblemBand } from "./ProblemBand.tsx";
import { Notice, Preparing } from "./Preparing.tsx";
import { useSession, useSpeech, useView } from "./session.tsx";

// What the overview does not need is fetched when its page is opened.
const PolicyPage = lazy(async () => {
  const { PolicyPage: page } = await import("./policy/PolicyPage.tsx");
  return { default: page };
});
const PlanPage = lazy(async () => {
  const { PlanPage: page } = await import("./plan/PlanPage.tsx");
  return { default: page };
});
const ReportPage = lazy(async () => {
  const { ReportPage: page } = await import("./report/ReportPage.tsx");
  return { default: page };
});

/** Header and the page in view, or what stands in its way: a server still preparing, no study, an error. */
export function Page({ large, onLarge }: { large: boolean; onLarge: (large: boolean) => void }) {
  const { words } = useSpeech();
  const session = useSession();
  const page = useView((view) => view.page);
  const wanted = useView((view) => view.study);
  const [help, setHelp] = useState(false);
  const [letters, setLetters] = useKept("letter-keys", true);

  const client = useQueryClient();
  const health = useHealth();
  const ready = health.data?.status === "ready";
  const studies = useStudies(ready);
  const id = wanted ?? (studies.data && firstStudy(studies.data)?.id);
  const listed = studies.data?.find((one) => one.id === id);
  // What is not in the list may be an older result of a study that is.
  const study = useStudy(studies.data && (listed?.ready ?? true) ? id : undefined);
  const home = listed ?? studies.data?.find((one) => one.id === study.data?.study);
  const layers = useLayers(home?.id);
  const newest = layers.data?.results[0]?.id;
  const isOld = listed === undefined && newest !== undefined && newest !== study.data?.id;

  useEffect(() => {
    const where = home ? `${home.name} · ` : "";
    document.title = `${where}${words.page[page]} · ${words.name}`;
  }, [home, words, page]);

  // A result that was computed since takes the place of the one that is shown for the study.
  useEffect(() => {
    if (home === undefined || newest === undefined) return;
    const shown = client.getQueryData<Study>([studyPath(home.id)]);
    if (shown?.id !== newest) void renewStudy(client, home.id);
  }, [client, home, newest]);

  const openFirst = () => session.view.set((view) => openStudy(view, undefined));

  return (
    <div className="page">
      <a className="skip" href="#main">
        {words.header.skip}
      </a>
      <Header
        studies={studies.data ?? []}
        study={home}
        isOld={isOld}
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
    if (page === "data" && (home !== undefined || studies.data.length === 0)) {
      return (
        <DataPage
          studies={studies.data}
          home={home}
          layers={layers.data}
          error={layers.error}
          result={isOld ? undefined : study.data}
        />
      );
    }
    if (studies.data.length === 0) {
      return (
        <Notice title={words.starting.noStudy} text={words.starting.noStudyHint}>
          <DataLink>{words.starting.make}</DataLink>
        </Notice>
      );
    }
    if (listed !== undefined && !listed.ready) {
      const computing = typeof layers.data?.computing === "string";
      return (
        <Notice
          title={words.starting.noResult}
          text={computing ? words.starting.computing : words.starting.noResultHint}
        >
          <DataLink>{words.starting.make}</DataLink>
        </Notice>
      );
    }
    if (study.error?.status === 404) {
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
    if (page === "policy") {
      return (
        <Suspense fallback={null}>
          <PolicyPage
            key={study.data.study}
            study={study.data}
            stale={layers.data?.results[0]?.stale ?? false}
            isOld={isOld}
            letters={letters}
            onHelp={() => setHelp(true)}
          />
        </Suspense>
      );
    }
    if (page === "plan") {
      return (
        <Suspense fallback={null}>
          <PlanPage
            key={study.data.id}
            study={study.data}
            letters={letters}
            onHelp={() => setHelp(true)}
          />
        </Suspense>
      );
    }
    if (page === "report") {
      return (
        <Suspense fallback={null}>
          <ReportPage key={study.data.study} study={study.data} />
        </Suspense>
      );
    }
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

function DataLink({ children }: { children: string }) {
  const { view } = useSession();
  return (
    <a
      className="button primary"
      href="/data"
      data-testid="to-data"
      onClick={(event) => {
        event.preventDefault();
        view.set((it) => showData(it, { kind: "home" }));
      }}
    >
      {children}
    </a>
  );
}
