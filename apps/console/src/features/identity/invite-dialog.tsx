"use client";
import type { IssuedInvitation } from "@holdfast/contracts/identity";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";
import { emptyGrant, readGrant } from "./grant-draft";
import { GrantFields } from "./grant-fields";
import { InvitationLink } from "./invitation-link";

interface Invited {
  readonly name: string;
  readonly invitation: IssuedInvitation;
}

function InviteForm({ onInvited, onClose }: { readonly onInvited: (invited: Invited) => void; readonly onClose: () => void }) {
  const t = useTranslations("identity");
  const { text, readFailure } = useUi();
  const [draft, setDraft] = useState(emptyGrant);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const factor = useFactorCode();
  // The answer holds a secret: it goes to this dialog and into no cache.
  const invite = useMutation(useTRPC().user.invite.mutationOptions({ gcTime: 0 }));
  const submit = (form: FormData) => {
    const [name, email] = [String(form.get("name") ?? "").trim(), String(form.get("email") ?? "").trim()];
    const read = readGrant(draft, Date.now());
    const wrong = {
      ...(name === "" && { name: t("wrong.name") }),
      ...(!/^\S+@\S+\.\S+$/.test(email) && { email: t("wrong.email") }),
      ...("wrong" in read && { [read.wrong]: t(`wrong.${read.wrong}`) }),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || !("grant" in read)) return;
    const { grant } = read;
    factor.before(() => invite.mutate({ name, email, grant }, { onSuccess: (invitation) => onInvited({ name, invitation }) }));
  };
  const failure = factor.error ?? invite.error;
  return (
    <Stack gap="m">
      {failure && <FailureNotice title={t("notInvited")}>{readFailure(failure).message}</FailureNotice>}
      <Form label={t("invite")} errors={errors} onSubmit={submit}>
        <TextField name="name" label={t("column.name")} isRequired autoComplete="off" />
        <TextField name="email" type="email" label={t("column.email")} isRequired autoComplete="off" />
        <GrantFields draft={draft} onChange={setDraft} />
        {factor.field}
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="primary" isBusy={factor.isBusy || invite.isPending}>
            {t("makeLink")}
          </Button>
        </Inline>
      </Form>
    </Stack>
  );
}

/** Invites somebody: who, and what they may do, then the link, which is shown once and forgotten with the dialog. */
export function InviteDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useTranslations("identity");
  const { text } = useUi();
  const [invited, setInvited] = useState<Invited | null>(null);
  const close = () => {
    setInvited(null);
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t("invite")} description={invited === null ? t("inviteHelp") : undefined}>
      {invited === null ? (
        <InviteForm onInvited={setInvited} onClose={close} />
      ) : (
        <Stack gap="m">
          <InvitationLink {...invited} />
          <Inline>
            <Button variant="primary" onClick={close}>
              {text.close}
            </Button>
          </Inline>
        </Stack>
      )}
    </Dialog>
  );
}
