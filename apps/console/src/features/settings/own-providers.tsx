"use client";
import type { OwnProvider } from "@holdfast/contracts/identity-provider";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { readRefusal } from "../sign-in/provider-call";

const ConnectDialog = dynamic(() => import("./connect-dialog").then((module) => module.ConnectDialog), { ssr: false });

function ProviderRow({ provider, onConnect }: { readonly provider: OwnProvider; readonly onConnect: () => void }) {
  const t = useTranslations("identity.connection");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const end = useMutation(
    trpc.session.disconnect.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.session.providers.queryKey() }),
      onError: (cause) => notify({ tone: "bad", title: t("notEnded"), detail: readFailure(cause).message }),
    }),
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-1">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3">
        <span className="break-words font-medium">{provider.name}</span>
        {provider.isLinked ? (
          <StatusMark tone="good" shape="tick" word={t("on")} />
        ) : (
          <StatusMark tone="idle" shape="ring" word={t("off")} />
        )}
      </span>
      {provider.isLinked ? (
        <Button size="s" isBusy={end.isPending} onClick={() => end.mutate({ providerId: provider.id })}>
          {t("end", { name: provider.name })}
        </Button>
      ) : (
        <Button size="s" onClick={onConnect}>
          {t("begin", { name: provider.name })}
        </Button>
      )}
    </li>
  );
}

/** What a provider's answer led to, as the address tells it. */
function Outcome() {
  const t = useTranslations("identity.connection");
  const reason = useTranslations("signIn.provider.reason");
  const search = useSearchParams();
  const refusal = readRefusal(search.get("refused"));
  const unconfirmed = readRefusal(search.get("unconfirmed"));
  if (unconfirmed !== null)
    return (
      <Notice tone="bad" shape="cross" title={t("unconfirmed")}>
        {reason(unconfirmed)}
      </Notice>
    );
  if (refusal !== null)
    return (
      <Notice tone="bad" shape="cross" title={t("refused")}>
        {reason(refusal)}
      </Notice>
    );
  return search.has("connected") ? <Notice tone="good" shape="tick" title={t("done")} /> : null;
}

/** With which identity providers the reader's account is connected; nothing where there are none. */
export function OwnProviders() {
  const t = useTranslations("identity.connection");
  const query = useQuery(useTRPC().session.providers.queryOptions());
  const [connecting, setConnecting] = useState<OwnProvider | null>(null);
  if (!query.data || query.data.length === 0) return null;
  return (
    <Panel title={t("title")}>
      <Stack gap="s">
        <p className="max-w-[72ch] text-ink-soft">{t("help")}</p>
        <Outcome />
        <ul className="flex flex-col">
          {query.data.map((provider) => (
            <ProviderRow key={provider.id} provider={provider} onConnect={() => setConnecting(provider)} />
          ))}
        </ul>
      </Stack>
      {connecting && <ConnectDialog provider={connecting} onClose={() => setConnecting(null)} />}
    </Panel>
  );
}
