"use client";
import type { ChannelView, DeliveryPage, DeliveryView } from "@holdfast/contracts/notification";
import { DataTable } from "@holdfast/ui/data-table";
import { FilterBar } from "@holdfast/ui/filter-bar";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { TableSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { useListSearch } from "../shared-list/use-list-search";
import { usePages } from "../shared-list/use-pages";
import { askedStates, deliveryShape, deliveryStates } from "./delivery-search";
import { useDeliveryColumns } from "./use-delivery-columns";

const rowKey = (row: DeliveryView) => row.id;
const rowName = (row: DeliveryView) => row.title;
const none: readonly DeliveryPage[] = [];

/** Sends a delivery once more, and says so. */
function useSendAgain() {
  const t = useTranslations("notification");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate } = useMutation(
    trpc.notification.sendAgain.mutationOptions({
      onSuccess: () => {
        notify({ tone: "good", title: t("sentAgain") });
        return queryClient.invalidateQueries({ queryKey: trpc.notification.pathKey() });
      },
      onError: (error) => notify({ tone: "bad", title: t("notDone"), detail: readFailure(error).message }),
    }),
  );
  return useCallback((deliveryId: string) => mutate({ deliveryId }), [mutate]);
}

/** What a channel was told, the newest first, and what became of it. */
export function DeliveryList({ channel }: { readonly channel: ChannelView }) {
  const t = useTranslations("notification");
  const [search, change] = useListSearch(deliveryShape);
  const states = askedStates(search);
  const asked = states.join();
  const question = useMemo(
    () => ({
      channelId: channel.id,
      limit: 50,
      ...(asked === "" ? {} : { states: deliveryStates.filter((each) => asked.split(",").includes(each)) }),
    }),
    [channel.id, asked],
  );
  const columns = useDeliveryColumns(channel.isOn ? null : t("offNow"), useSendAgain());
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const query = usePages(
    trpc.notification.deliveries.queryKey(question),
    (cursor, signal) => client.notification.deliveries.query({ ...question, cursor }, { signal }),
    channel.id,
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const options = deliveryStates.map((value) => ({ value, label: t(`state.${value}`) }));
  return (
    <Panel title={t("deliveries")}>
      <Stack gap="s">
        <FilterBar
          label={t("narrow")}
          facets={[{ id: "state", label: t("column.state"), options, selected: states }]}
          onFacetChange={(id, values) => change({ facets: { [id]: values } })}
          onClear={() => change({ facets: {} })}
        />
        <Resolve
          query={query}
          loading={<TableSkeleton columns={columns} rows={3} />}
          isEmpty={(data) => data.pages[0]?.total === 0}
          empty={<p className="text-ink-soft">{t(asked === "" ? "noDeliveries" : "noDeliveriesSo")}</p>}
        >
          {(data) => (
            <DataTable
              label={t("deliveries")}
              columns={columns}
              rows={rows}
              rowKey={rowKey}
              rowName={rowName}
              more={moreRows(query, data.pages)}
              height="content"
            />
          )}
        </Resolve>
      </Stack>
    </Panel>
  );
}
