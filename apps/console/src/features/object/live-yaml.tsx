"use client";
import type { LiveObject, ObjectVerbView } from "@holdfast/contracts/object";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Notice } from "@holdfast/ui/notice";
import { Panel } from "@holdfast/ui/panel";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import type { AskedOrder } from "../shared-order/use-asked-order";

interface LiveYamlProps {
  readonly object: { readonly clusterId: string; readonly uid: string; readonly kind: string; readonly name: string };
  readonly verbs: readonly ObjectVerbView[];
  readonly ask: AskedOrder["ask"];
}

function Answer({ of: { state, message, yaml }, object }: { readonly of: LiveObject } & Pick<LiveYamlProps, "object">) {
  const t = useTranslations("object.live");
  if (state !== "read")
    return (
      <Notice tone="caution" shape="triangle" title={t(`state.${state}`)}>
        {message}
      </Notice>
    );
  return <CodeBlock label={t("yaml", { kind: object.kind, name: object.name })} text={(yaml ?? "").trimEnd()} hasLineNumbers />;
}

/** The object as its cluster has it now. The cluster is asked for this panel alone: the page stands before it answers, and without it. */
export function LiveYaml({ object, verbs, ask }: LiveYamlProps) {
  const t = useTranslations("object.live");
  const { readFailure } = useUi();
  const { clusterId, uid } = object;
  // Asked once: whoever waits for a silent cluster is told so at the first deadline, and asks again by the button.
  const query = useQuery(useTRPC().object.live.queryOptions({ clusterId, uid }, { retry: false }));
  const edit = verbs.find(({ verb }) => verb === "edit");
  return (
    <Panel
      title={t("title")}
      aside={
        query.data && (
          <>
            {t("readAt")} <Time at={query.data.readAt} show="relative" />
          </>
        )
      }
      actions={
        <>
          {edit !== undefined && (
            <Button size="s" refusal={edit.gate.isMet ? null : edit.gate.message} onClick={() => ask("edit")}>
              {t("edit")}
            </Button>
          )}
          <Button size="s" onClick={() => void query.refetch()} isBusy={query.isFetching}>
            {t("again")}
          </Button>
        </>
      }
    >
      <Stack gap="s">
        {query.isPending && <SkeletonText lines={8} />}
        {query.error && (
          <Notice tone="unknown" shape="question" title={t("unanswered")}>
            {readFailure(query.error).message}
          </Notice>
        )}
        {query.data && <Answer of={query.data} object={object} />}
      </Stack>
    </Panel>
  );
}
