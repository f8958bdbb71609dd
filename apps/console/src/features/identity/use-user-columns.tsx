"use client";
import type { UserRow } from "@holdfast/contracts/identity";
import { Badge } from "@holdfast/ui/badge";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useClustersText } from "../shared-identity/grant-words";
import { UserMark } from "../shared-identity/user-mark";

const NONE = "—";

function Roles({ of }: { readonly of: UserRow }) {
  const t = useTranslations("identity");
  const clusters = useClustersText();
  if (of.grants.length === 0) return NONE;
  return of.grants.map((grant) => `${t(`role.${grant.role}`)}: ${clusters(grant.selector)}`).join("; ");
}

function Name({ of }: { readonly of: UserRow }) {
  const t = useTranslations("identity");
  return (
    <>
      {of.name} {of.isSelf && <Badge>{t("you")}</Badge>}
    </>
  );
}

/** The columns of the list of users. */
export function useUserColumns(): readonly Column<UserRow>[] {
  const t = useTranslations("identity.column");
  return useMemo(
    (): Column<UserRow>[] => [
      { id: "name", header: t("name"), sortKey: "name", isFixed: true, widthRem: 13, cell: (row) => <Name of={row} /> },
      { id: "email", header: t("email"), sortKey: "email", widthRem: 15, cell: (row) => row.email },
      { id: "state", header: t("state"), widthRem: 7.5, cell: (row) => <UserMark of={row.state} /> },
      { id: "roles", header: t("roles"), cell: (row) => <Roles of={row} /> },
      {
        id: "lastSignIn",
        header: t("lastSignIn"),
        widthRem: 9,
        align: "end",
        cell: (row) => <Time at={row.lastSignInAt} show="relative" />,
      },
      {
        id: "created",
        header: t("created"),
        sortKey: "created",
        widthRem: 9,
        align: "end",
        isHiddenAtFirst: true,
        cell: (row) => <Time at={row.createdAt} show="relative" />,
      },
    ],
    [t],
  );
}
