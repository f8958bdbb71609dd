"use client";
import type { ApiTokenPage, ApiTokenView } from "@holdfast/contracts/api-token";
import type { UserView } from "@holdfast/contracts/identity";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { RevokeTokenDialog } from "../shared-identity/revoke-token-dialog";
import { TokenTable } from "../shared-identity/token-table";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";

const rowKey = (token: ApiTokenView) => token.id;
const none: readonly ApiTokenPage[] = [];

/** The API tokens that act for a user, for an admin, each with the way to end it. */
export function TokenPanel({ user }: { readonly user: UserView }) {
  const t = useTranslations("identity.token");
  const { readFailure } = useUi();
  const [revoking, setRevoking] = useState<ApiTokenView | null>(null);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const queryClient = useQueryClient();
  const question = useMemo(() => ({ userId: user.id, limit: 20 }), [user.id]);
  const query = usePages(trpc.user.tokens.queryKey(question), (cursor, signal) =>
    client.user.tokens.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const revoke = useMutation(
    trpc.user.revokeToken.mutationOptions({
      onSuccess: () => {
        setRevoking(null);
        notify({ tone: "good", title: t("revoked") });
        return queryClient.invalidateQueries({ queryKey: trpc.user.tokens.pathKey() });
      },
    }),
  );
  return (
    <Panel title={t("titleOf", { name: user.name })} padding={rows.length === 0 ? "m" : "none"}>
      <Resolve
        query={query}
        loading={<CardSkeleton lines={2} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={<p className="text-ink-soft">{t("noneOf")}</p>}
      >
        {(data) => (
          <TokenTable label={t("titleOf", { name: user.name })} tokens={rows} more={moreRows(query, data.pages)} onRevoke={setRevoking} />
        )}
      </Resolve>
      <RevokeTokenDialog
        token={revoking}
        onClose={() => setRevoking(null)}
        onConfirm={({ id }) => revoke.mutate({ userId: user.id, tokenId: id })}
        isBusy={revoke.isPending}
        failure={revoke.error && readFailure(revoke.error).message}
      />
    </Panel>
  );
}
