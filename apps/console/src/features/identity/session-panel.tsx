"use client";
import type { UserView } from "@holdfast/contracts/identity";
import type { SessionPage, SessionView } from "@holdfast/contracts/session";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { SessionTable } from "../shared-identity/session-table";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";

const rowKey = (session: SessionView) => session.id;
const none: readonly SessionPage[] = [];

/** Ends sessions of somebody, and says how many did. */
function useEndSessions(user: UserView, onDone: () => void) {
  const t = useTranslations("identity.session");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.user.endSessions.mutationOptions({
      onSuccess: ({ ended }) => {
        onDone();
        notify({ tone: "good", title: t("ended", { count: ended }), detail: user.name });
        return queryClient.invalidateQueries({ queryKey: trpc.user.sessions.pathKey() });
      },
    }),
  );
}

/** Where a user is signed in, for an admin: which browsers, from where, and the way to end one or all. */
export function SessionPanel({ user }: { readonly user: UserView }) {
  const t = useTranslations("identity.session");
  const { readFailure } = useUi();
  const [isEndingAll, setEndingAll] = useState(false);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const question = useMemo(() => ({ userId: user.id, limit: 20 }), [user.id]);
  const query = usePages(trpc.user.sessions.queryKey(question), (cursor, signal) =>
    client.user.sessions.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const { mutate, isPending, error } = useEndSessions(user, () => setEndingAll(false));
  const end = useCallback((sessionId: string) => mutate({ userId: user.id, sessionId }), [mutate, user.id]);
  const total = pages[0]?.total ?? 0;
  return (
    <Panel
      title={t("titleOf", { name: user.name })}
      padding={total === 0 ? "m" : "none"}
      actions={
        total > 0 && (
          <Button size="s" onClick={() => setEndingAll(true)}>
            {t("endAll")}
          </Button>
        )
      }
    >
      <Resolve
        query={query}
        loading={<CardSkeleton lines={3} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={<p className="text-ink-soft">{t("none")}</p>}
      >
        {(data) => (
          <SessionTable label={t("titleOf", { name: user.name })} sessions={rows} more={moreRows(query, data.pages)} onEnd={end} />
        )}
      </Resolve>
      <ConfirmDialog
        isOpen={isEndingAll}
        onClose={() => setEndingAll(false)}
        title={t("endAllTitle", { name: user.name })}
        consequence={t("consequence", { name: user.name, count: total })}
        name={user.name}
        confirmLabel={t("endAll")}
        onConfirm={() => mutate({ userId: user.id, sessionId: null })}
        isBusy={isPending}
        failure={error && readFailure(error).message}
      />
    </Panel>
  );
}
