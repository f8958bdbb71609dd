"use client";
import type { UserView } from "@holdfast/contracts/identity";
import { Badge } from "@holdfast/ui/badge";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton, SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";
import { UserMark } from "../shared-identity/user-mark";
import { usePageTitle } from "../shared-page/use-page-title";
import { GrantPanel } from "./grant-panel";
import { SessionPanel } from "./session-panel";
import { TokenPanel } from "./token-panel";
import { UserActions } from "./user-actions";
import { WhatCanPanel } from "./what-can-panel";

function Facts({ user }: { readonly user: UserView }) {
  const t = useTranslations("identity");
  return (
    <Panel title={t("account")}>
      <KeyValueList
        items={[
          { label: t("column.email"), value: user.email },
          { label: t("column.lastSignIn"), value: <Time at={user.lastSignInAt} /> },
          { label: t("factor.title"), value: t(user.hasSecondFactor ? "factor.on" : "factor.off") },
          { label: t("column.created"), value: <Time at={user.createdAt} /> },
          ...(user.invitedUntil === null ? [] : [{ label: t("invitedUntil"), value: <Time at={user.invitedUntil} /> }]),
          ...(user.disabledAt === null ? [] : [{ label: t("disabledAt"), value: <Time at={user.disabledAt} /> }]),
        ]}
      />
    </Panel>
  );
}

function Detail({ user }: { readonly user: UserView }) {
  usePageTitle(user.name);
  const mayManage = useIsPermitted("access:manage");
  const t = useTranslations("identity");
  const nav = useTranslations("nav");
  return (
    <Stack gap="m">
      <PageHeader
        trail={<Breadcrumbs trail={[{ label: nav("identity"), href: "/identity" }]} current={user.name} />}
        title={user.name}
        status={
          <>
            <UserMark of={user.state} />
            {user.isSelf && <Badge>{t("you")}</Badge>}
          </>
        }
        description={user.email}
        actions={<UserActions user={user} />}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <GrantPanel user={user} />
        <Facts user={user} />
      </div>
      <WhatCanPanel user={user} />
      {mayManage && (
        <>
          <SessionPanel user={user} />
          <TokenPanel user={user} />
        </>
      )}
    </Stack>
  );
}

/** One user: what they may do, since when, and the way to change it. */
export function UserPage({ userId }: { readonly userId: string }) {
  const t = useTranslations("identity");
  const query = useQuery(useTRPC().user.get.queryOptions({ userId: userId as UserView["id"] }));
  return (
    <Resolve
      query={query}
      loading={
        <Stack gap="m">
          <SkeletonBar width="14rem" />
          <CardSkeleton lines={6} />
        </Stack>
      }
      isEmpty={() => false}
      empty={null}
      forbiddenHelp={t("forbiddenHelp")}
    >
      {(user) => <Detail user={user} />}
    </Resolve>
  );
}
