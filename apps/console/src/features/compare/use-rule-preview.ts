"use client";
import type { RuleMatch } from "@holdfast/contracts/compare-rule";
import type { ClusterId } from "@holdfast/contracts/ids";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../trpc/client";
import type { Pair } from "./compare-search";

const PAUSE_MS = 300;

/** What a rule that is being written would allow now; asked once the writer pauses. Null match: nothing is asked. */
export function useRulePreview(pair: Pair, match: RuleMatch | null, exceptId: string | undefined) {
  const trpc = useTRPC();
  const question = match && {
    ...{ left: pair.left.id as ClusterId, right: pair.right.id as ClusterId, rule: match },
    ...(exceptId === undefined ? {} : { exceptId }),
  };
  const said = JSON.stringify(question);
  const [settled, setSettled] = useState(said);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(said), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [said]);
  // What is settled was written from a question above.
  const asked = JSON.parse(settled) as typeof question;
  const query = useQuery(trpc.compare.previewRule.queryOptions(asked ?? skipToken, { retry: false }));
  return { query, isAsking: match !== null && (settled !== said || query.isFetching) };
}
