"use client";
import type { AuditEntry } from "@holdfast/contracts/audit";
import { Badge } from "@holdfast/ui/badge";
import { Button } from "@holdfast/ui/button";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { entryDifference } from "./entry-difference";
import { OutcomeMark } from "./outcome-mark";

interface EntryDetailProps {
  readonly entry: AuditEntry;
  readonly clusterNames: ReadonlyMap<string, string>;
  readonly onOpen: (seq: number) => void;
  readonly onNarrow: (facet: string, value: string) => void;
}

function Copied({ value }: { readonly value: string }) {
  return (
    <Inline gap="xs">
      <Code>{value}</Code>
      <CopyButton value={value} />
    </Inline>
  );
}

/** Which policies decided, and how. Signing in and what the system does for itself is not asked about. */
function Decision({ decision }: { readonly decision: AuditEntry["decision"] }) {
  const t = useTranslations("audit.entry");
  if (decision === null) return t("noDecision");
  return (
    <Stack gap="xs">
      <Inline gap="xs">
        <Badge tone={decision.effect === "allow" ? "good" : "bad"}>{t(`effect.${decision.effect}`)}</Badge>
        {decision.policies.length === 0 && <span>{t("noPolicy")}</span>}
      </Inline>
      {decision.policies.map((policy) => (
        <Code key={policy}>{policy}</Code>
      ))}
    </Stack>
  );
}

/** Everything that an entry holds: who, what, how it ended and why, what changed, and its place in the chain. */
export function EntryDetail({ entry, clusterNames, onOpen, onNarrow }: EntryDetailProps) {
  const t = useTranslations("audit");
  const { actor, target } = entry;
  const difference = entryDifference(entry);
  const narrow = (facet: string, value: string, label: string) => (
    <Button size="s" variant="quiet" onClick={() => onNarrow(facet, value)}>
      {label}
    </Button>
  );
  return (
    <Stack gap="m">
      <KeyValueList
        items={[
          { label: t("column.outcome"), value: <OutcomeMark of={entry.outcome} /> },
          ...(entry.reason === null ? [] : [{ label: t("column.reason"), value: entry.reason }]),
          { label: t("column.at"), value: <Time at={Date.parse(entry.at)} /> },
          {
            label: t("column.actor"),
            value: (
              <Inline gap="xs">
                <span>{visibleName(actor.name === "" ? actor.id : actor.name)}</span>
                <Badge>{t(`actorKind.${actor.kind}`)}</Badge>
                {narrow("q", actor.id, t("entry.onlyActor"))}
              </Inline>
            ),
          },
          {
            label: t("column.action"),
            value: (
              <Inline gap="xs">
                <Code>{entry.action}</Code>
                {narrow("action", entry.action, t("entry.onlyAction"))}
              </Inline>
            ),
          },
          {
            label: t("column.target"),
            value: (
              <Inline gap="xs">
                <span>{visibleName(`${target.kind} ${target.name === "" ? target.id : target.name}`)}</span>
                {narrow("target", target.id, t("entry.onlyTarget"))}
              </Inline>
            ),
          },
          {
            label: t("column.cluster"),
            value:
              target.clusterId === null ? (
                "—"
              ) : (
                <Link href={`/clusters/${target.clusterId}`}>{clusterNames.get(target.clusterId) ?? target.clusterId}</Link>
              ),
          },
          { label: t("entry.decision"), value: <Decision decision={entry.decision} /> },
          { label: t("entry.request"), value: <Copied value={entry.requestId} /> },
        ]}
      />
      {difference === null ? <p className="text-ink-soft">{t("entry.noState")}</p> : <ObjectDiff difference={difference} />}
      <section aria-label={t("entry.chain")}>
        <h3 className="font-semibold">{t("entry.chain")}</h3>
        <KeyValueList
          items={[
            { label: t("entry.hash"), value: <Copied value={entry.hash} /> },
            {
              label: t("entry.previousHash"),
              value: (
                <Stack gap="none">
                  <Copied value={entry.previousHash} />
                  {entry.seq > 1 && (
                    <Inline>
                      <Button size="s" variant="quiet" onClick={() => onOpen(entry.seq - 1)}>
                        {t("entry.follows", { seq: entry.seq - 1 })}
                      </Button>
                    </Inline>
                  )}
                </Stack>
              ),
            },
          ]}
        />
      </section>
    </Stack>
  );
}
