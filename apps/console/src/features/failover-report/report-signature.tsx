"use client";
import { Code } from "@holdfast/ui/code";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { ShortHash } from "../shared-failover/short-hash";
import type { SignedReport } from "./signed-report";

/** Who vouches for the report, over what, and how anybody checks it without this installation. */
export function ReportSignature({ signed }: { readonly signed: SignedReport }) {
  const t = useTranslations("failoverReport.signature");
  const { report, statementHash, keyId, signedAt } = signed;
  return (
    <Panel title={t("title")}>
      <Stack gap="s">
        <KeyValueList
          layout="wide"
          items={[
            { label: t("key"), value: <Code>{keyId}</Code> },
            { label: t("signed"), value: <Time at={signedAt} show="absolute" /> },
            { label: t("statement"), value: <ShortHash hash={statementHash} isWhole /> },
            { label: t("head"), value: t("entry", { seq: report.chain.head.seq }) },
            { label: t("headHash"), value: <ShortHash hash={report.chain.head.hash} isWhole /> },
          ]}
        />
        <p className="text-ink-soft">{t("verify")}</p>
        <Code>{`npm run report:verify -- --report holdfast-run-${report.run.id}.dsse.json --key report-keys.pem`}</Code>
      </Stack>
    </Panel>
  );
}
