"use client";
import { Button } from "@holdfast/ui/button";
import { useVerbs } from "@holdfast/ui/verbs";
import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "../shared-cluster/use-refusal";
import { IdentityFrame } from "./identity-frame";
import { UserList } from "./user-list";

const InviteDialog = dynamic(() => import("./invite-dialog").then((module) => module.InviteDialog), { ssr: false });

/** Everybody with an account: how each stands, what each may do in words, and the way to invite another. */
export function UsersPage() {
  const t = useTranslations("identity");
  const nav = useTranslations("nav");
  const refusal = useRefusal("access:manage");
  const [isInviting, setInviting] = useState(false);
  const invite = () => setInviting(true);
  useVerbs([{ id: "user.invite", label: t("invite"), group: nav("identity"), keys: "n", refusal, run: invite }]);
  return (
    <IdentityFrame
      tab="users"
      actions={
        <Button variant="primary" icon={<UserPlus aria-hidden="true" />} refusal={refusal} onClick={invite}>
          {t("invite")}
        </Button>
      }
    >
      <UserList />
      {isInviting && <InviteDialog isOpen onClose={() => setInviting(false)} />}
    </IdentityFrame>
  );
}
