"use client";
import type { AgentCommand, AgentDetail } from "@holdfast/contracts/fleet";
import { Code } from "@holdfast/ui/code";
import type { Column } from "@holdfast/ui/column";
import { DataTable } from "@holdfast/ui/data-table";
import { Elapsed } from "@holdfast/ui/duration";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { commandMarks, commandStanding } from "../shared-status/command-standing";

const rowKey = (row: AgentCommand) => row.id;
const rowName = (row: AgentCommand) => row.name;

function Standing({ of }: { readonly of: AgentCommand }) {
  const t = useTranslations("cluster.commands.standing");
  const standing = useNow((now) => commandStanding(of, now));
  return <StatusMark {...commandMarks[standing]} word={t(standing)} />;
}

function useCommandColumns(): readonly Column<AgentCommand>[] {
  const t = useTranslations("cluster.commands");
  return useMemo(
    (): Column<AgentCommand>[] => [
      { id: "name", header: t("name"), isFixed: true, widthRem: 12, cell: (row) => <Code>{row.name}</Code> },
      { id: "seq", header: t("seq"), widthRem: 5, align: "end", cell: (row) => String(row.seq) },
      { id: "standing", header: t("outcome"), widthRem: 9, cell: (row) => <Standing of={row} /> },
      { id: "message", header: t("answer"), cell: (row) => row.message ?? row.reason ?? "—" },
      { id: "scope", header: t("scope"), widthRem: 14, cell: (row) => `${row.scope} · ${row.epoch}` },
      { id: "issued", header: t("issued"), widthRem: 8, align: "end", cell: (row) => <Time at={row.issuedAt} show="relative" /> },
    ],
    [t],
  );
}

/** The orders of the agent: how many wait for its answer and for how long, and the newest of all with what became of them. */
export function AgentCommands({ queue }: { readonly queue: AgentDetail["queue"] }) {
  const t = useTranslations("cluster.commands");
  const columns = useCommandColumns();
  return (
    <Panel
      title={t("title")}
      aside={
        queue.waiting === 0 ? (
          t("noneWaiting")
        ) : (
          <>
            {t("waiting", { count: queue.waiting })} {queue.oldestIssuedAt !== null && <Elapsed since={queue.oldestIssuedAt} />}
          </>
        )
      }
      padding={queue.newest.length === 0 ? "m" : "none"}
    >
      {queue.newest.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <DataTable
          label={t("title")}
          columns={columns}
          rows={queue.newest}
          rowKey={rowKey}
          rowName={rowName}
          height="content"
          hasPageKeys={false}
        />
      )}
    </Panel>
  );
}
