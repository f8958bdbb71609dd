"use client";
import type { SavedSearchView } from "@holdfast/contracts/saved-search";
import type { AlertCondition } from "@holdfast/contracts/search-alert";
import { Button } from "@holdfast/ui/button";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { AlertChannelsField } from "./alert-channels-field";
import { holdChoices, readAlert } from "./alert-draft";

const conditions = ["moreThan", "none", "new"] as const satisfies readonly AlertCondition[];

/** Switches the alert of a search on or off, and says so. */
function useAlert(saved: SavedSearchView, onClose: () => void) {
  const t = useTranslations("search.alert");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const done = (title: string) => () => {
    onClose();
    notify({ tone: "good", title, detail: saved.name });
    return queryClient.invalidateQueries({ queryKey: trpc.search.saved.queryKey() });
  };
  const set = useMutation(trpc.search.setAlert.mutationOptions({ onSuccess: done(t("isOn")) }));
  const end = useMutation(trpc.search.endAlert.mutationOptions({ onSuccess: done(t("isOff")) }));
  return { set, end, error: set.error ?? end.error };
}

/** When the alert fires, how long that must hold, and which channels are told. */
export function AlertForm({ saved, onClose }: { readonly saved: SavedSearchView; readonly onClose: () => void }) {
  const t = useTranslations("search.alert");
  const { text, readFailure } = useUi();
  const { alert } = saved;
  const [condition, setCondition] = useState<string>(alert?.condition ?? "moreThan");
  const [isWrong, setWrong] = useState(false);
  const { set, end, error } = useAlert(saved, onClose);
  const submit = (form: FormData) => {
    const read = readAlert(form, saved.id);
    setWrong(read === null);
    if (read !== null) set.mutate(read);
  };
  return (
    <>
      {error && <FailureNotice title={t("notDone")}>{readFailure(error).message}</FailureNotice>}
      <Form label={t("label")} errors={isWrong ? { threshold: t("wrong") } : {}} onSubmit={submit}>
        <SelectField
          name="condition"
          label={t("condition.label")}
          options={conditions.map((value) => ({ value, label: t(`condition.${value}`) }))}
          value={condition}
          onChange={setCondition}
        />
        {condition === "moreThan" && (
          <TextField
            name="threshold"
            type="number"
            label={t("threshold")}
            hint={t("thresholdHint")}
            defaultValue={String(alert?.threshold ?? 0)}
            isRequired
            autoComplete="off"
          />
        )}
        <SelectField
          name="hold"
          label={t("hold.label")}
          hint={t("holdHint")}
          options={holdChoices.map((value) => ({ value: String(value), label: t("hold.for", { minutes: value / 60 }) }))}
          defaultValue={String(alert?.holdSeconds ?? 60)}
        />
        <AlertChannelsField chosen={alert?.channelIds ?? []} />
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="primary" isBusy={set.isPending}>
            {t(alert === null ? "switchOn" : "save")}
          </Button>
          {alert !== null && (
            <Button isBusy={end.isPending} onClick={() => end.mutate({ searchId: saved.id })}>
              {t("switchOff")}
            </Button>
          )}
        </Inline>
      </Form>
    </>
  );
}
