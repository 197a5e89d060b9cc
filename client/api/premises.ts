import { useQuery } from "@tanstack/react-query";
import type { PremisesOfStudy } from "#contract/premises.ts";
import { studyPath } from "./paths.ts";
import { request } from "./request.ts";

/** Houses of a study that stand idle. */
export function usePremises(study: string) {
  const path = `${studyPath(study)}/premises`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => request<PremisesOfStudy>(path, { signal }),
    staleTime: 60_000,
  });
}
