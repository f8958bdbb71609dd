"use client";
import type { ApiTokenPage, ApiTokenView } from "@holdfast/contracts/api-token";
import { Button } from "@holdfast/ui/button";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { TokenTable } from "../shared-identity/token-table";
import { moreRows, pagedRows } from "../shared-list/paged-rows";
import { usePages } from "../shared-list/use-pages";

const RevokeTokenDialog = dynamic(() => import("../shared-identity/revoke-token-dialog").then((module) => module.RevokeTokenDialog), {
  ssr: false,
});
const TokenDialog = dynamic(() => import("./token-dialog").then((module) => module.TokenDialog), { ssr: false });

const rowKey = (token: ApiTokenView) => token.id;
const none: readonly ApiTokenPage[] = [];
const question = { limit: 20 };

/** The reader's own API tokens: what acts for them, and the ways to make one and to end one. */
export function ApiTokens() {
  const t = useTranslations("identity.token");
  const nav = useTranslations("nav");
  const { readFailure } = useUi();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiTokenView | null>(null);
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const queryClient = useQueryClient();
  const query = usePages(trpc.token.list.queryKey(question), (cursor, signal) =>
    client.token.list.query({ ...question, cursor }, { signal }),
  );
  const pages = query.data?.pages ?? none;
  const rows = useMemo(() => pagedRows(pages, rowKey), [pages]);
  const revoke = useMutation(
    trpc.token.revoke.mutationOptions({
      onSuccess: () => {
        setRevoking(null);
        notify({ tone: "good", title: t("revoked") });
        return queryClient.invalidateQueries({ queryKey: trpc.token.pathKey() });
      },
    }),
  );
  const make = () => setMaking(true);
  useVerbs([{ id: "token.create", label: t("make"), group: nav("settings"), run: make }]);
  return (
    <Panel
      title={t("title")}
      padding={rows.length === 0 ? "m" : "none"}
      actions={
        <Button size="s" onClick={make}>
          {t("make")}
        </Button>
      }
    >
      <Resolve
        query={query}
        loading={<CardSkeleton lines={3} />}
        isEmpty={(data) => data.pages[0]?.total === 0}
        empty={<p className="text-ink-soft">{t("none")}</p>}
      >
        {(data) => <TokenTable label={t("title")} tokens={rows} more={moreRows(query, data.pages)} onRevoke={setRevoking} />}
      </Resolve>
      <TokenDialog isOpen={isMaking} onClose={() => setMaking(false)} />
      <RevokeTokenDialog
        token={revoking}
        onClose={() => setRevoking(null)}
        onConfirm={({ id }) => revoke.mutate({ tokenId: id })}
        isBusy={revoke.isPending}
        failure={revoke.error && readFailure(revoke.error).message}
      />
    </Panel>
  );
}
