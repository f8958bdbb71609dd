"use client";
import type { FreezeWindowView } from "@holdfast/contracts/freeze-window";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";
import { pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";
import { FreezeItem } from "./freeze-item";

const FreezeDialog = dynamic(() => import("./freeze-dialog").then((module) => module.FreezeDialog), { ssr: false });

const PAGE = 50;
const freezeKey = (freeze: FreezeWindowView) => freeze.id;

function useRemoveFreeze() {
  const t = useTranslations("failoverGuards.freeze");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.guards.removeFreeze.mutationOptions({
      onSuccess: () => notify({ tone: "good", title: t("removed") }),
      onError: (error) => notify({ tone: "bad", title: t("notKept"), detail: readFailure(error).message }),
      // Also after a refusal: somebody else was faster, and what is shown is not true any more.
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.guards.pathKey() }),
    }),
  );
}

/** The freezes: what is to stay as it is, when and why. */
export function FreezePanel() {
  const t = useTranslations("failoverGuards.freeze");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const [edited, setEdited] = useState<FreezeWindowView | "new" | null>(null);
  const mayManage = useIsPermitted("freeze:manage");
  const remove = useRemoveFreeze();
  const query = usePages(trpc.guards.freezes.queryKey({ limit: PAGE }), (cursor, signal) =>
    client.guards.freezes.query({ limit: PAGE, cursor }, { signal }),
  );
  return (
    <Panel
      title={t("title")}
      actions={
        <Button refusal={mayManage ? null : t("notYours")} onClick={() => setEdited("new")}>
          {t("new")}
        </Button>
      }
    >
      <Resolve
        query={query}
        loading={<SkeletonText lines={4} />}
        isEmpty={({ pages }) => pages.every((page) => page.rows.length === 0)}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
      >
        {({ pages }) => (
          <Stack gap="s">
            <ul className="flex flex-col gap-3">
              {pagedRows<FreezeWindowView>(pages, freezeKey).map((freeze) => (
                <FreezeItem
                  key={freeze.id}
                  freeze={freeze}
                  onEdit={() => setEdited(freeze)}
                  onRemove={() => remove.mutate({ id: freeze.id, version: freeze.version })}
                  isRemoving={remove.isPending}
                />
              ))}
            </ul>
            {query.hasNextPage && (
              <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("more")}
              </Button>
            )}
          </Stack>
        )}
      </Resolve>
      {edited !== null && <FreezeDialog freeze={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </Panel>
  );
}
