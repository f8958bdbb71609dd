"use client";
import type { UserView } from "@holdfast/contracts/identity";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";
import { emptyGrant, readGrant } from "./grant-draft";
import { GrantFields } from "./grant-fields";

interface GrantDialogProps {
  readonly user: UserView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Gives somebody a role on a set of clusters. */
export function GrantDialog({ user, isOpen, onClose }: GrantDialogProps) {
  const t = useTranslations("identity");
  const { text, readFailure } = useUi();
  const [draft, setDraft] = useState(emptyGrant);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const factor = useFactorCode();
  const close = () => {
    setDraft(emptyGrant);
    setErrors({});
    onClose();
  };
  const give = useMutation(
    useTRPC().grant.give.mutationOptions({
      onSuccess: () => {
        close();
        notify({ tone: "good", title: t("grant.nowHolds", { name: user.name }) });
      },
    }),
  );
  const submit = () => {
    const read = readGrant(draft, Date.now());
    setErrors("wrong" in read ? { [read.wrong]: t(`wrong.${read.wrong}`) } : {});
    if ("grant" in read) factor.before(() => give.mutate({ userId: user.id, grant: read.grant }));
  };
  const failure = factor.error ?? give.error;
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t("grant.giveTo", { name: user.name })}>
      <Stack gap="m">
        {failure && <FailureNotice title={t("notDone")}>{readFailure(failure).message}</FailureNotice>}
        <Form label={t("grant.giveTo", { name: user.name })} errors={errors} onSubmit={submit}>
          <GrantFields draft={draft} onChange={setDraft} />
          {factor.field}
          <Inline>
            <Button onClick={close}>{text.cancel}</Button>
            <Button type="submit" variant="primary" isBusy={factor.isBusy || give.isPending}>
              {t("grant.give")}
            </Button>
          </Inline>
        </Form>
      </Stack>
    </Dialog>
  );
}
