"use client";
import type { QueryProblem } from "@holdfast/contracts/search";
import { QueryField } from "@holdfast/ui/query-field";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useTRPCClient } from "../../trpc/client";
import { QueryProblems } from "./query-problems";

interface SearchBoxProps {
  readonly query: string;
  readonly problems: readonly QueryProblem[];
  readonly onAsk: (query: string) => void;
}

/** The query, with completion from what the reader's clusters hold, and what is wrong with it. */
export function SearchBox({ query, problems, onAsk }: SearchBoxProps) {
  const t = useTranslations("search");
  const client = useTRPCClient();
  const complete = useCallback(
    (text: string, caret: number, signal: AbortSignal) => client.search.complete.query({ query: text, caret }, { signal }),
    [client],
  );
  return (
    <QueryField
      label={t("query")}
      optionsLabel={t("completions")}
      placeholder={t("placeholder")}
      value={query}
      onAsk={onAsk}
      complete={complete}
      error={problems.length > 0 && <QueryProblems query={query} problems={problems} />}
    />
  );
}
