"use client";
import type { FreezeWindowView } from "@holdfast/contracts/freeze-window";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { draftOfFreeze, emptyDraft, freezeGaps, freezeOfDraft } from "./freeze-draft";
import { FreezeFields } from "./freeze-fields";

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Keeps the freeze, says so, and has the list asked anew. */
function useKeepFreeze(onClose: () => void) {
  const t = useTranslations("failoverGuards.freeze");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const done = {
    onSuccess: () => {
      onClose();
      notify({ tone: "good" as const, title: t("kept") });
      return queryClient.invalidateQueries({ queryKey: trpc.guards.pathKey() });
    },
  };
  const create = useMutation(trpc.guards.createFreeze.mutationOptions(done));
  const edit = useMutation(trpc.guards.editFreeze.mutationOptions(done));
  return { create, edit, failure: create.error ?? edit.error, isBusy: create.isPending || edit.isPending };
}

interface FreezeDialogProps {
  /** The freeze that is to change; null: a new one is made. */
  readonly freeze: FreezeWindowView | null;
  readonly onClose: () => void;
}

/** Asks what is to be frozen, when and why. */
export function FreezeDialog({ freeze, onClose }: FreezeDialogProps) {
  const t = useTranslations("failoverGuards.freeze");
  const { text, readFailure } = useUi();
  const [draft, setDraft] = useState(() => (freeze ? draftOfFreeze(freeze, ownZone()) : emptyDraft(ownZone())));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { create, edit, failure, isBusy } = useKeepFreeze(onClose);
  const title = freeze ? t("editTitle") : t("new");
  const submit = () => {
    const now = new Date();
    setErrors(Object.fromEntries(freezeGaps(draft, now).map((gap) => [gap, t(`needed.${gap}`)])));
    const made = freezeOfDraft(draft, now);
    if (made === null) return;
    if (freeze) edit.mutate({ ...made, id: freeze.id, version: freeze.version });
    else create.mutate(made);
  };
  return (
    <Dialog isOpen onClose={onClose} title={title} description={t("help")} size="l">
      <Stack gap="m">
        {failure && <FailureNotice title={t("notKept")}>{readFailure(failure).message}</FailureNotice>}
        <Form label={title} errors={errors} onSubmit={submit}>
          <FreezeFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} errors={errors} />
          <Inline>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button type="submit" variant="primary" isBusy={isBusy}>
              {t("keep")}
            </Button>
          </Inline>
        </Form>
      </Stack>
    </Dialog>
  );
}
