"use client";
import { AcceptedLoss } from "@holdfast/contracts/data-store";
import type { RunReport } from "@holdfast/contracts/run-report";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { FindingList } from "../shared-failover/finding-list";
import { ShortHash } from "../shared-failover/short-hash";
import { Instant } from "./instant";

const RunLink = ({ id, text }: { readonly id: string; readonly text: string }) => <Link href={`/failover/runs/${id}`}>{text}</Link>;

const acceptedText = ({ stores, reason }: AcceptedLoss) => `${stores.map(({ name }) => name).join(", ")}: ${reason}`;

/** On what grounds it ran: who asked for what, who approved exactly that, what the evaluation had found, and which guards held. */
export function ReportBasis({ report }: { readonly report: RunReport }) {
  const t = useTranslations("failoverReport.basis");
  const facts = useTranslations("failoverRun.facts");
  const given = useTranslations("failoverRun.approvals");
  const say = useSay();
  const mode = useTranslations("failoverRun.mode");
  const { run, plan, request, approvals, evaluation, guards } = report;
  const accepted = AcceptedLoss.safeParse(run.acceptedLoss);
  return (
    <>
      <Panel title={t("asked")}>
        <KeyValueList
          layout="wide"
          items={[
            { label: facts("by"), value: request.byName },
            { label: facts("requested"), value: <Instant at={request.at} /> },
            { label: facts("reason"), value: run.reason || "—" },
            { label: facts("group"), value: run.group },
            ...(run.others?.length ? [{ label: facts("others"), value: run.others.map(({ name }) => name).join(", ") }] : []),
            ...(run.approvedMode === null ? [] : [{ label: facts("approvedMode"), value: mode(run.approvedMode) }]),
            ...(run.parent ? [{ label: facts("parent"), value: <RunLink id={run.parent.id} text={run.parent.id} /> }] : []),
            ...(run.childRuns ?? []).map(({ id, plan: child, step, attempt }) => ({
              label: t("made", { step, attempt }),
              value: <RunLink id={id} text={child} />,
            })),
            ...(accepted.success ? [{ label: t("accepted", { name: accepted.data.byName }), value: acceptedText(accepted.data) }] : []),
            { label: facts("epoch"), value: <span className="tabular-nums">{run.epoch}</span> },
            { label: facts("plan"), value: t("plan", { name: plan.name, version: plan.version, by: plan.savedByName }) },
            { label: facts("planHash"), value: <ShortHash hash={plan.contentHash} isWhole /> },
            { label: facts("subjectHash"), value: <ShortHash hash={request.subjectHash} isWhole /> },
          ]}
        />
      </Panel>
      <Panel title={t("approvals", { required: approvals.required })}>
        {approvals.decisions.length === 0 ? (
          <p className="text-ink-soft">{t("noApprovals")}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {approvals.decisions.map((each) => (
              <li key={`${each.byId} ${each.step ?? ""}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <StatusMark
                  tone={each.decision === "approve" ? "good" : "bad"}
                  shape={each.decision === "approve" ? "tick" : "cross"}
                  word={given(each.decision)}
                />
                <span className="font-medium">{each.byName}</span>
                {each.step !== null && <span className="text-ink-soft">{t("ofStep", { step: each.step })}</span>}
                <Instant at={each.at} />
                <ShortHash hash={each.subjectHash} />
                {each.comment !== "" && <span className="break-words text-ink-soft">{each.comment}</span>}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t(evaluation.isReady ? "ready" : "notReady")} aside={<Instant at={evaluation.evaluatedAt} />}>
        <Stack gap="s">
          <FindingList findings={evaluation.findings} />
          <ShortHash hash={evaluation.contentHash} isWhole />
        </Stack>
      </Panel>
      <Panel title={t("guards")}>
        {guards.length === 0 ? (
          <p className="text-ink-soft">{t("noGuards")}</p>
        ) : (
          <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
            {guards.map((guard) => (
              <li key={guard.name} className="flex min-w-0 flex-col">
                <StatusMark tone={guard.isMet ? "good" : "bad"} shape={guard.isMet ? "tick" : "cross"} word={guard.name} />
                <span className="break-words pl-[1.125rem] text-ink-soft text-small">{say(guard)}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
