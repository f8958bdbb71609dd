"use client";
import type { IssuedInvitation, UserView } from "@holdfast/contracts/identity";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { Form } from "@holdfast/ui/form";
import { Notice } from "@holdfast/ui/notice";
import { Inline } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";

interface RenewDialogProps {
  readonly user: UserView;
  readonly onClose: () => void;
  readonly onIssued: (invitation: IssuedInvitation) => void;
}

/** Asks whoever has a second factor for it before a new link is made by which somebody comes in. */
export function RenewDialog({ user, onClose, onIssued }: RenewDialogProps) {
  const t = useTranslations("identity");
  const { text, readFailure } = useUi();
  const factor = useFactorCode();
  // The answer holds a secret: it goes to the dialog and into no cache.
  const renew = useMutation(useTRPC().user.renewInvitation.mutationOptions({ gcTime: 0 }));
  const failure = factor.error ?? renew.error;
  const send = () =>
    renew.mutate(
      { userId: user.id },
      {
        onSuccess: (invitation) => {
          onClose();
          onIssued(invitation);
        },
      },
    );
  return (
    <Dialog isOpen onClose={onClose} title={`${t("verb.renew")}: ${user.name}`}>
      <Form label={t("verb.renew")} errors={{}} onSubmit={() => factor.before(send)}>
        {factor.field}
        {failure && (
          <div role="alert">
            <Notice tone="bad" shape="cross" title={t("notDone")}>
              {readFailure(failure).message}
            </Notice>
          </div>
        )}
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="primary" isBusy={factor.isBusy || renew.isPending}>
            {t("makeLink")}
          </Button>
        </Inline>
      </Form>
    </Dialog>
  );
}
