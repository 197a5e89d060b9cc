import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useEffect } from "react";
import { ProblemError } from "./api/request.ts";
import { Page } from "./panels/Page.tsx";
import { LargeType, SessionProvider, type Session } from "./panels/session.tsx";
import type { Language } from "./text/language.ts";
import { HTML_LANGUAGE } from "./text/words.ts";
import { useKept } from "./ui/kept.ts";
import { useStore } from "./ui/store.ts";
import { theme } from "./ui/theme.ts";

/** What the server says of a study never changes under its id, so an answer is good until it is deleted. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 15 * 60_000,
      refetchOnWindowFocus: false,
      networkMode: "always",
      retryDelay: 500,
      retry: (failures, error) =>
        failures < 2 && error instanceof ProblemError && error.code === "offline",
    },
    mutations: { networkMode: "always" },
  },
});

const LOCALES = { zh: zhCN, en: enUS } as const satisfies Record<Language, unknown>;

/** The whole page: the session around it, the words and tokens it is drawn with. */
export function App({ session }: { session: Session }) {
  const language = useStore(session.view, (view) => view.language);
  const [large, setLarge] = useKept("large-type", false);
  useEffect(() => {
    document.documentElement.lang = HTML_LANGUAGE[language];
    document.documentElement.dataset["large"] = String(large);
  }, [language, large]);
  return (
    <ConfigProvider
      locale={LOCALES[language]}
      theme={theme(large)}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <QueryClientProvider client={queries}>
        <SessionProvider value={session}>
          <LargeType value={large}>
            <Page large={large} onLarge={setLarge} />
          </LargeType>
        </SessionProvider>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
