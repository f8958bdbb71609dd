"use client";
import { Button } from "@holdfast/ui/button";
import { Link } from "@holdfast/ui/link";
import { useVerbs } from "@holdfast/ui/verbs";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useListSearch } from "../shared-list/use-list-search";
import { DecisionList } from "./decision-list";
import { decisionQuestion, decisionShape, trailHref } from "./decision-search";
import { IdentityFrame } from "./identity-frame";

/** What the policies decided, for whom, and by what: every denial, and every allowed change. */
export function DecisionsPage() {
  const t = useTranslations("identity.decision");
  const nav = useTranslations("nav");
  const [search, change] = useListSearch(decisionShape);
  const [asOfMs, setAsOfMs] = useState(() => Date.now());
  const question = useMemo(() => decisionQuestion(search, asOfMs), [search, asOfMs]);
  useVerbs(
    useMemo(
      () => [{ id: "decisions.refresh", label: t("refresh"), group: nav("identity"), keys: "r", run: () => setAsOfMs(Date.now()) }],
      [t, nav],
    ),
  );
  return (
    <IdentityFrame
      tab="decisions"
      actions={
        <Button icon={<RefreshCw aria-hidden="true" />} onClick={() => setAsOfMs(Date.now())}>
          {t("refresh")}
        </Button>
      }
    >
      <p className="text-ink-soft">
        {t("help")} <Link href={trailHref(question, search.facets)}>{t("trail")}</Link>
      </p>
      <DecisionList search={search} change={change} question={question} asOfMs={asOfMs} />
    </IdentityFrame>
  );
}
