"use client";
import type { IssuedInvitation, UserView } from "@holdfast/contracts/identity";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMutation, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { DisableDialog } from "./disable-dialog";
import { InvitationLink } from "./invitation-link";

const RenewDialog = dynamic(() => import("./renew-dialog").then((module) => module.RenewDialog), { ssr: false });
const ResetFactorDialog = dynamic(() => import("./reset-factor-dialog").then((module) => module.ResetFactorDialog), { ssr: false });
const ResetPasswordDialog = dynamic(() => import("./reset-password-dialog").then((module) => module.ResetPasswordDialog), { ssr: false });

/** What can be done with an account as a whole: a new link for who has no password, out of use, and back. */
export function UserActions({ user }: { readonly user: UserView }) {
  const t = useTranslations("identity");
  const refusalOf = useGateRefusal();
  const { readFailure } = useUi();
  const trpc = useTRPC();
  const [isDisabling, setDisabling] = useState(false);
  const [isResetting, setResetting] = useState(false);
  const [isForgotten, setForgotten] = useState(false);
  const [isRenewing, setRenewing] = useState(false);
  const me = useQuery(trpc.self.me.queryOptions()).data;
  const [invitation, setInvitation] = useState<IssuedInvitation | null>(null);
  const onError = (error: unknown) => notify({ tone: "bad", title: t("notDone"), detail: readFailure(error).message });
  const renew = useMutation(trpc.user.renewInvitation.mutationOptions({ gcTime: 0, onSuccess: setInvitation, onError }));
  const enable = useMutation(
    trpc.user.enable.mutationOptions({ onSuccess: () => notify({ tone: "good", title: t("enabled", { name: user.name }) }), onError }),
  );
  // Who has a second factor is asked for it first; for all others there is nothing to ask.
  const askToRenew = () => (me?.hasSecondFactor || me?.hasPasskey ? setRenewing(true) : renew.mutate({ userId: user.id }));
  const { allowed } = user;
  const isDisabled = user.state === "disabled";
  const verbs = [
    // Who comes by an identity provider alone can be given a password of their own too.
    ...(user.state === "invited" || (user.state === "active" && allowed.invite.isMet)
      ? [{ id: "renew", gate: allowed.invite, isBusy: renew.isPending, run: askToRenew }]
      : []),
    ...(user.state === "active" && allowed.resetPassword.isMet
      ? [{ id: "resetPassword", gate: allowed.resetPassword, isBusy: false, run: () => setForgotten(true) }]
      : []),
    ...(user.hasSecondFactor ? [{ id: "resetFactor", gate: allowed.resetFactor, isBusy: false, run: () => setResetting(true) }] : []),
    isDisabled
      ? { id: "enable", gate: allowed.enable, isBusy: enable.isPending, run: () => enable.mutate({ userId: user.id }) }
      : { id: "disable", gate: allowed.disable, isBusy: false, run: () => setDisabling(true) },
  ].map((verb) => ({
    ...verb,
    label: t(`verb.${verb.id as "renew" | "resetPassword" | "resetFactor" | "enable" | "disable"}`),
    refusal: refusalOf(verb.gate),
  }));
  useVerbs(
    verbs.map(({ id, label, refusal, run }) => ({ id: `user.${id}`, label: `${label}: ${user.name}`, group: user.name, refusal, run })),
  );
  return (
    <>
      {verbs.map(({ id, label, refusal, isBusy, run }) => (
        <Button key={id} refusal={refusal} isBusy={isBusy} onClick={run}>
          {label}
        </Button>
      ))}
      <DisableDialog user={user} isOpen={isDisabling} onClose={() => setDisabling(false)} />
      {isRenewing && <RenewDialog user={user} onClose={() => setRenewing(false)} onIssued={setInvitation} />}
      {isResetting && <ResetFactorDialog user={user} isOpen onClose={() => setResetting(false)} />}
      {isForgotten && <ResetPasswordDialog user={user} isOpen onClose={() => setForgotten(false)} onIssued={setInvitation} />}
      <Dialog isOpen={invitation !== null} onClose={() => setInvitation(null)} title={t("verb.renew")}>
        {invitation !== null && <InvitationLink name={user.name} invitation={invitation} />}
      </Dialog>
    </>
  );
}
