"use client";
import type { RetentionView } from "@holdfast/contracts/retention";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
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
import { readDays } from "./retention-days";
import { useStoredItems } from "./use-stored-items";

/** Sends how long something is kept, and asks first where that deletes something. */
function useSetRetention({ kind, version }: RetentionView, onDone: () => void) {
  const t = useTranslations("retention");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.retention.set.mutationOptions({
      onSuccess: () => {
        onDone();
        notify({ tone: "good", title: t("saved") });
        return queryClient.invalidateQueries({ queryKey: trpc.retention.pathKey() });
      },
    }),
  );
  return { save: (days: number) => mutate({ kind, days, version }), isPending, error };
}

/** One kind of record: for how many days it is kept, who said so, and how much there is. */
export function RetentionPanel({ of }: { readonly of: RetentionView }) {
  const t = useTranslations("retention");
  const { readFailure } = useUi();
  const items = useStoredItems();
  const [isWrong, setWrong] = useState(false);
  const [shorter, setShorter] = useState<number | null>(null);
  const { save, isPending, error } = useSetRetention(of, () => setShorter(null));
  const title = t(`kind.${of.kind}.title`);
  const submit = (form: FormData) => {
    const days = readDays(String(form.get("days") ?? ""));
    setWrong(days === null);
    if (days === null) return;
    if (days < of.days) setShorter(days);
    else save(days);
  };
  const saidBy =
    of.setAt === null ? (
      t("byDefault", { days: of.defaultDays })
    ) : (
      <>
        {t("saidBy", { name: of.setByName ?? "" })} <Time at={of.setAt} />
      </>
    );
  const held =
    of.held === null
      ? []
      : [
          {
            label: t("held"),
            value: (
              <>
                {t("heldFor", { days: of.held.days })} <Time at={of.held.until} />
              </>
            ),
          },
        ];
  return (
    <Panel title={title}>
      <Stack gap="m">
        <p className="max-w-[72ch] text-ink-soft">{t(`kind.${of.kind}.help`)}</p>
        {error && shorter === null && <FailureNotice title={t("notSaved")}>{readFailure(error).message}</FailureNotice>}
        <Form label={title} errors={isWrong ? { days: t("wrong") } : {}} onSubmit={submit}>
          <Inline gap="s" align="end">
            <div className="w-40">
              <TextField name="days" type="number" label={t("days")} defaultValue={String(of.days)} isRequired autoComplete="off" />
            </div>
            <Button type="submit" isBusy={isPending}>
              {t("save")}
            </Button>
          </Inline>
        </Form>
        <KeyValueList items={[...items(of.stored), { label: t("said"), value: saidBy }, ...held]} />
      </Stack>
      <ConfirmDialog
        isOpen={shorter !== null}
        onClose={() => setShorter(null)}
        title={t("shorterTitle", { kind: title })}
        consequence={t(of.kind === "recordings" ? "consequenceLater" : "consequence", { days: shorter ?? 0 })}
        name={String(shorter ?? "")}
        confirmLabel={t("shorten")}
        onConfirm={() => shorter !== null && save(shorter)}
        isBusy={isPending}
        failure={error && readFailure(error).message}
      />
    </Panel>
  );
}
