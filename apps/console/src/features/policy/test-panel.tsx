"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import type { ExampleResult } from "@holdfast/contracts/policy-example";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useTestColumns } from "./test-columns";
import { useTestRun } from "./use-test-run";

const rowKey = (row: ExampleResult) => row.name;

/** The examples that the latest version brings, and what became of each when they were last run. */
export function TestPanel({ policy }: { readonly policy: PolicyView }) {
  const t = useTranslations("policy.tests");
  const test = useTestRun(policy);
  const columns = useTestColumns();
  const version = policy.versions[0];
  const number = policy.latestVersion;
  if (version === undefined) return null;
  const results = version.testRun?.results ?? [];
  const passed = results.filter(({ isAsExpected }) => isAsExpected).length;
  return (
    <Panel
      title={t("title", { version: number })}
      aside={results.length > 0 && t("aside", { passed, total: results.length })}
      actions={
        version.tests !== "" && (
          <Button size="s" onClick={test.run} isBusy={test.isBusy} refusal={test.refusal}>
            {t("run")}
          </Button>
        )
      }
    >
      <Stack gap="s">
        {test.failure !== null && (
          <div role="alert">
            <Notice tone="bad" shape="cross" title={t("failed")}>
              {test.failure.message}
            </Notice>
          </div>
        )}
        {version.tests === "" && <EmptyState title={t("none", { version: number })}>{t("noneHelp")}</EmptyState>}
        {version.tests !== "" && results.length === 0 && <Notice tone="caution" shape="triangle" title={t("neverRun")} />}
        {results.length > 0 && (
          <DataTable label={t("title", { version: number })} columns={columns} rows={results} rowKey={rowKey} rowName={rowKey} />
        )}
        {version.tests !== "" && <CodeBlock label={t("source")} text={version.tests.trimEnd()} hasLineNumbers maxLines={16} />}
      </Stack>
    </Panel>
  );
}
