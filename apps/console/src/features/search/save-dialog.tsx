"use client";
import type { SavedSearchView } from "@holdfast/contracts/saved-search";
import { Button } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";

interface SaveDialogProps {
  readonly query: string;
  /** The search whose name and readers are to change; without it a new one is kept. */
  readonly saved?: SavedSearchView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const LONGEST_NAME = 80;

/** Keeps a query under a name, for oneself or for everybody; or says that anew of one that is kept. */
export function SaveDialog({ query, saved, isOpen, onClose }: SaveDialogProps) {
  const t = useTranslations("search.saveDialog");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayShare = useRefusal("search:share");
  const [isMissing, setMissing] = useState(false);
  const done = {
    onSuccess: ({ name }: SavedSearchView) => {
      onClose();
      notify({ tone: "good", title: t("saved", { name }) });
      return queryClient.invalidateQueries({ queryKey: trpc.search.saved.queryKey() });
    },
  };
  const save = useMutation(trpc.search.save.mutationOptions(done));
  const edit = useMutation(trpc.search.edit.mutationOptions(done));
  const failure = save.error ?? edit.error;
  const submit = (form: FormData) => {
    const name = String(form.get("name") ?? "")
      .trim()
      .slice(0, LONGEST_NAME);
    const isShared = form.get("isShared") !== null;
    setMissing(name === "");
    if (name === "") return;
    if (saved) edit.mutate({ id: saved.id, version: saved.version, name, isShared });
    else save.mutate({ name, query, isShared });
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={saved ? t("editTitle") : t("title")}>
      <Stack gap="m">
        {failure && <FailureNotice title={t("notSaved")}>{readFailure(failure).message}</FailureNotice>}
        <CodeBlock label={t("query")} text={query} />
        <Form label={t("title")} errors={isMissing ? { name: t("nameMissing") } : {}} onSubmit={submit}>
          <TextField name="name" label={t("name")} defaultValue={saved?.name ?? ""} isRequired autoComplete="off" />
          <Checkbox
            name="isShared"
            label={t("share")}
            hint={mayShare ?? t("shareHint")}
            isCheckedAtFirst={saved?.isShared ?? false}
            isDisabled={mayShare !== null}
          />
          <Inline>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button type="submit" variant="primary" isBusy={save.isPending || edit.isPending}>
              {t("save")}
            </Button>
          </Inline>
        </Form>
      </Stack>
    </Dialog>
  );
}
