"use client";
import type { ChannelPage, ChannelView } from "@holdfast/contracts/notification";
import { Button } from "@holdfast/ui/button";
import { DataTable } from "@holdfast/ui/data-table";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { useVerbs } from "@holdfast/ui/verbs";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";
import { SettingsFrame } from "../shared-settings/settings-frame";
import { ChannelDialog } from "./channel-dialog";
import { useChannelColumns } from "./use-channel-columns";

const rowKey = (row: ChannelView) => row.id;
const rowName = (row: ChannelView) => row.name;
const rowHref = (row: ChannelView) => `/settings/notifications/${row.id}`;
const none: readonly ChannelPage[] = [];
const question = { limit: 50 };

/** Where people are told of what happens: the channels, how each stands, and the way to another. */
export function NotificationsPage() {
  const t = useTranslations("notification");
  const nav = useTranslations("nav");
  const [isMaking, setMaking] = useState(false);
  const columns = useChannelColumns();
  const refusal = useRefusal("settings:manage");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(trpc.notification.channels.queryKey(question), (cursor, signal) =>
    client.notification.channels.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const make = () => setMaking(true);
  useVerbs([{ id: "notification.create", label: t("make"), group: nav("settings"), refusal, run: make }]);
  const button = (
    <Button variant="primary" refusal={refusal} onClick={make}>
      {t("make")}
    </Button>
  );
  return (
    <SettingsFrame tab="notifications" actions={rows.length > 0 && button}>
      <Resolve
        query={query}
        loading={<TableSkeleton columns={columns} rows={4} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={
          <EmptyState title={t("none")} action={button}>
            {t("noneHelp")}
          </EmptyState>
        }
        forbiddenHelp={t("forbiddenHelp")}
      >
        {(data) => (
          <DataTable
            label={t("channels")}
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            rowName={rowName}
            rowHref={rowHref}
            more={moreRows(query, data.pages)}
            height="content"
          />
        )}
      </Resolve>
      <ChannelDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </SettingsFrame>
  );
}
