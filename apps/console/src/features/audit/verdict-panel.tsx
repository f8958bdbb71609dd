"use client";
import type { AuditVerdict } from "@holdfast/contracts/audit";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { Duration } from "@holdfast/ui/duration";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

interface VerdictPanelProps {
  readonly verdict: AuditVerdict;
  readonly entryHref: (seq: number) => string;
}

function Hash({ value }: { readonly value: string }) {
  return (
    <Inline gap="xs">
      <Code>{value}</Code>
      <CopyButton value={value} />
    </Inline>
  );
}

function Anchor({ verdict }: { readonly verdict: AuditVerdict }) {
  const t = useTranslations("audit.verdict");
  const { anchor, headSeq } = verdict;
  if (anchor === null) return t("noAnchor");
  return (
    <Stack gap="none">
      <span>
        {t("anchoredAt", { seq: anchor.seq })} · <Time at={Date.parse(anchor.at)} />
      </span>
      <span className="text-ink-soft">
        {t("signedWith")} <Code>{anchor.keyId}</Code> ·{" "}
        {headSeq > anchor.seq ? t("unsigned", { count: headSeq - anchor.seq }) : t("allSigned")}
      </span>
    </Stack>
  );
}

/** What the verifier found: the range that it walked, where the chain is signed, and each place where it does not hold. */
export function VerdictPanel({ verdict, entryHref }: VerdictPanelProps) {
  const t = useTranslations("audit.verdict");
  const { isIntact, problems } = verdict;
  return (
    <Panel
      title={t("title")}
      aside={
        <StatusMark
          tone={isIntact ? "good" : "bad"}
          shape={isIntact ? "tick" : "triangle"}
          word={isIntact ? t("intact") : t("broken", { count: problems.length })}
          emphasis="strong"
        />
      }
    >
      <Stack gap="m">
        <KeyValueList
          items={[
            {
              label: t("range"),
              value: verdict.entries === 0 ? t("empty") : t("rangeOf", { first: 1, last: verdict.headSeq, count: verdict.entries }),
            },
            { label: t("checkpoints"), value: <Anchor verdict={verdict} /> },
            { label: t("genuine"), value: t("genuineCount", { count: verdict.checkpoints }) },
            { label: t("head"), value: <Hash value={verdict.headHash} /> },
            {
              label: t("verifiedAt"),
              value: (
                <>
                  <Time at={verdict.verifiedAt} /> · <Duration ms={verdict.durationMs} />
                </>
              ),
            },
          ]}
        />
        {problems.length > 0 && (
          <ul aria-label={t("problems")} className="flex flex-col gap-1">
            {problems.map((problem) => (
              <li key={`${problem.seq}/${problem.kind}/${problem.message}`} className="flex flex-wrap items-baseline gap-x-3">
                <StatusMark tone="bad" shape="cross" word={t(`kind.${problem.kind}`)} />
                <Link href={entryHref(problem.seq)}>{t("entry", { seq: problem.seq })}</Link>
                <span>{problem.message}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="text-ink-soft text-small">{t("offline")}</p>
      </Stack>
    </Panel>
  );
}
