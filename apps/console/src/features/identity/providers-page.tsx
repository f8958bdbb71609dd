"use client";
import type { ProviderView } from "@holdfast/contracts/identity-provider";
import { Button } from "@holdfast/ui/button";
import { EmptyState } from "@holdfast/ui/empty-state";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useVerbs } from "@holdfast/ui/verbs";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { IdentityFrame } from "./identity-frame";
import { ProviderPanel } from "./provider-panel";

const ProviderDialog = dynamic(() => import("./provider-dialog").then((module) => module.ProviderDialog), { ssr: false });
const RemoveProviderDialog = dynamic(() => import("./remove-provider-dialog").then((module) => module.RemoveProviderDialog), {
  ssr: false,
});

type Asked = { readonly verb: "add" } | { readonly verb: "edit" | "remove"; readonly provider: ProviderView };

/** Whom people may sign in with instead of a password, and what the groups there mean here. */
export function ProvidersPage() {
  const t = useTranslations("identity.provider");
  const identity = useTranslations("identity");
  const nav = useTranslations("nav");
  const refusal = useRefusal("access:manage");
  const query = useQuery(useTRPC().provider.list.queryOptions());
  const [asked, setAsked] = useState<Asked | null>(null);
  const add = () => setAsked({ verb: "add" });
  const close = () => setAsked(null);
  useVerbs([{ id: "provider.add", label: t("add"), group: nav("identity"), keys: "n", refusal, run: add }]);
  return (
    <IdentityFrame
      tab="providers"
      actions={
        <Button variant="primary" icon={<KeyRound aria-hidden="true" />} refusal={refusal} onClick={add}>
          {t("add")}
        </Button>
      }
    >
      <Resolve
        query={query}
        loading={<CardSkeleton lines={8} />}
        isEmpty={(providers) => providers.length === 0}
        empty={<EmptyState title={t("none")}>{t("noneHelp")}</EmptyState>}
        forbiddenHelp={identity("forbiddenHelp")}
      >
        {(providers) => (
          <Stack gap="m">
            {providers.map((provider) => (
              <ProviderPanel
                key={provider.id}
                provider={provider}
                onEdit={() => setAsked({ verb: "edit", provider })}
                onRemove={() => setAsked({ verb: "remove", provider })}
              />
            ))}
          </Stack>
        )}
      </Resolve>
      {asked !== null && asked.verb !== "remove" && (
        <ProviderDialog isOpen provider={asked.verb === "edit" ? asked.provider : null} onClose={close} />
      )}
      {asked?.verb === "remove" && <RemoveProviderDialog provider={asked.provider} onClose={close} />}
    </IdentityFrame>
  );
}
