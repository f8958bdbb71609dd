"use client";
import type { SessionPage, SessionView } from "@holdfast/contracts/session";
import { Button } from "@holdfast/ui/button";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { SessionTable } from "../shared-identity/session-table";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";

const rowKey = (session: SessionView) => session.id;
const none: readonly SessionPage[] = [];
const question = { limit: 20 };

/** Where the reader is signed in, and the way out of each place but this one. */
export function OwnSessions() {
  const t = useTranslations("identity.session");
  const { readFailure } = useUi();
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const queryClient = useQueryClient();
  const query = usePages(trpc.session.list.queryKey(question), (cursor, signal) =>
    client.session.list.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const { mutate, isPending } = useMutation(
    trpc.session.end.mutationOptions({
      onSuccess: ({ ended }) => {
        notify({ tone: "good", title: t("ended", { count: ended }) });
        return queryClient.invalidateQueries({ queryKey: trpc.session.pathKey() });
      },
      onError: (error) => notify({ tone: "bad", title: readFailure(error).message }),
    }),
  );
  const end = useCallback((sessionId: string | null) => mutate({ sessionId }), [mutate]);
  return (
    <Panel
      title={t("title")}
      padding="none"
      actions={
        <Button size="s" isBusy={isPending} onClick={() => end(null)}>
          {t("endOthers")}
        </Button>
      }
    >
      <Resolve query={query} loading={<CardSkeleton lines={3} />} isEmpty={() => false} empty={null}>
        {(data) => <SessionTable label={t("title")} sessions={rows} more={moreRows(query, data.pages)} onEnd={end} />}
      </Resolve>
    </Panel>
  );
}
