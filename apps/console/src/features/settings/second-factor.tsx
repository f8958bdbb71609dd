"use client";
import { Button } from "@holdfast/ui/button";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";

const EndFactorDialog = dynamic(() => import("./end-factor-dialog").then((module) => module.EndFactorDialog), { ssr: false });
const NewFactorDialog = dynamic(() => import("./new-factor-dialog").then((module) => module.NewFactorDialog), { ssr: false });

/** Whether the reader's account asks for a second factor, and the way to turn that on and off. */
export function SecondFactor() {
  const t = useTranslations("identity.factor");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useQuery(trpc.self.me.queryOptions());
  const [asked, setAsked] = useState<"new" | "end" | null>(null);
  const onChanged = () => void queryClient.invalidateQueries({ queryKey: trpc.self.pathKey() });
  const isOn = query.data?.hasSecondFactor ?? false;
  const confirmsBy = query.data?.confirmsBy ?? null;
  return (
    <Panel
      title={t("title")}
      actions={
        query.data && (
          <Button size="s" onClick={() => setAsked(isOn ? "end" : "new")}>
            {t(isOn ? "end" : "begin")}
          </Button>
        )
      }
    >
      <Resolve query={query} loading={<SkeletonBar width="16rem" />} isEmpty={() => false} empty={null}>
        {() => (
          <Stack gap="s">
            {isOn ? <StatusMark tone="good" shape="tick" word={t("on")} /> : <StatusMark tone="idle" shape="ring" word={t("off")} />}
            <p className="max-w-[72ch] text-ink-soft">{t(isOn ? "onHelp" : "offHelp")}</p>
          </Stack>
        )}
      </Resolve>
      <NewFactorDialog isOpen={asked === "new"} onClose={() => setAsked(null)} onChanged={onChanged} confirmsBy={confirmsBy} />
      <EndFactorDialog isOpen={asked === "end"} onClose={() => setAsked(null)} onChanged={onChanged} hasPassword={confirmsBy === null} />
    </Panel>
  );
}
