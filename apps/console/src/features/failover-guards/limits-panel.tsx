"use client";
import type { FailoverLimitsView } from "@holdfast/contracts/failover-limits";
import { Button } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";
import { readLimits } from "./read-limits";

function LimitsForm({ limits }: { readonly limits: FailoverLimitsView }) {
  const t = useTranslations("failoverGuards.limits");
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [wrong, setWrong] = useState<readonly ("delay" | "groups")[]>([]);
  const set = useMutation(
    trpc.guards.setLimits.mutationOptions({
      onSuccess: () => {
        notify({ tone: "good", title: t("saved") });
        return queryClient.invalidateQueries({ queryKey: trpc.guards.pathKey() });
      },
    }),
  );
  const submit = (form: FormData) => {
    const read = readLimits(String(form.get("delay") ?? ""), String(form.get("groups") ?? ""), form.has("factor"));
    setWrong(read.wrong);
    if (read.limits) set.mutate({ ...read.limits, version: limits.version });
  };
  return (
    <Form label={t("title")} errors={Object.fromEntries(wrong.map((name) => [name, t(`wrong.${name}`)]))} onSubmit={submit}>
      {set.error && <FailureNotice title={t("notSaved")}>{readFailure(set.error).message}</FailureNotice>}
      <Checkbox name="factor" label={t("factor")} hint={t("factorHelp")} isCheckedAtFirst={limits.approversNeedFactor} />
      <Inline gap="s" align="end">
        <TextField name="delay" type="number" label={t("delay")} defaultValue={String(limits.minimumDelaySeconds)} isRequired />
        <TextField name="groups" type="number" label={t("groups")} defaultValue={String(limits.groupsAtOnce)} isRequired />
        <Button type="submit" isBusy={set.isPending}>
          {t("save")}
        </Button>
      </Inline>
    </Form>
  );
}

/** How long a group rests between two runs, how many groups move at once, and whether approvers need a second factor. */
export function LimitsPanel({ limits }: { readonly limits: FailoverLimitsView }) {
  const t = useTranslations("failoverGuards.limits");
  const maySet = useIsPermitted("settings:manage");
  const { setAt, setByName, minimumDelaySeconds, groupsAtOnce, approversNeedFactor, groupsMoving } = limits;
  const said =
    setAt === null ? (
      t("byDefault")
    ) : (
      <>
        {t("by", { name: setByName ?? "" })} <Time at={setAt} />
      </>
    );
  return (
    <Panel title={t("title")}>
      <Stack gap="m">
        <p className="max-w-[72ch] text-ink-soft">{t("help")}</p>
        {maySet && <LimitsForm limits={limits} />}
        <KeyValueList
          items={[
            ...(maySet
              ? []
              : [
                  { label: t("delay"), value: String(minimumDelaySeconds) },
                  { label: t("groups"), value: String(groupsAtOnce) },
                  { label: t("factor"), value: t(approversNeedFactor ? "yes" : "no") },
                ]),
            { label: t("moving"), value: t("movingOf", { moving: groupsMoving, most: groupsAtOnce }) },
            { label: t("said"), value: said },
          ]}
        />
      </Stack>
    </Panel>
  );
}
