"use client";
import type { SessionView } from "@holdfast/contracts/session";
import { Badge } from "@holdfast/ui/badge";
import { Button } from "@holdfast/ui/button";
import type { Column } from "@holdfast/ui/column";
import { DataTable, type MoreRows } from "@holdfast/ui/data-table";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { browserName } from "./browser-name";

const rowKey = (session: SessionView) => session.id;

function useBrowserText(): (session: SessionView) => string {
  const t = useTranslations("identity.session");
  return useCallback(
    ({ userAgent }) => {
      const known = userAgent === null ? null : browserName(userAgent);
      return known === null ? (userAgent ?? t("unknown")) : t("browserOn", { ...known });
    },
    [t],
  );
}

interface SessionTableProps {
  readonly label: string;
  readonly sessions: readonly SessionView[];
  readonly more: MoreRows;
  readonly onEnd: (sessionId: string) => void;
}

/** Where somebody is signed in, each with the way to end it. The session that asks is ended by signing out. */
export function SessionTable({ label, sessions, more, onEnd }: SessionTableProps) {
  const t = useTranslations("identity.session");
  const browser = useBrowserText();
  const columns = useMemo(
    (): Column<SessionView>[] => [
      {
        id: "where",
        header: t("where"),
        isFixed: true,
        cell: (session) => (
          <>
            {browser(session)} {session.isCurrent && <Badge tone="accent">{t("current")}</Badge>}
          </>
        ),
      },
      { id: "address", header: t("address"), widthRem: 9, cell: (session) => session.address ?? t("unknown") },
      { id: "since", header: t("since"), widthRem: 7, align: "end", cell: (session) => <Time at={session.createdAt} show="relative" /> },
      { id: "ends", header: t("ends"), widthRem: 6.5, align: "end", cell: (session) => <Time at={session.expiresAt} show="relative" /> },
      {
        id: "end",
        header: t("change"),
        widthRem: 6.5,
        align: "end",
        cell: (session) =>
          session.isCurrent ? (
            ""
          ) : (
            <Button size="s" onClick={() => onEnd(session.id)}>
              {t("end")}
            </Button>
          ),
      },
    ],
    [t, browser, onEnd],
  );
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={sessions}
      rowKey={rowKey}
      rowName={browser}
      more={more}
      height="content"
      hasPageKeys={false}
    />
  );
}
