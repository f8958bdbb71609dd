"use client";
import type { UserView } from "@holdfast/contracts/identity";
import { Button } from "@holdfast/ui/button";
import type { Column } from "@holdfast/ui/column";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { DataTable } from "@holdfast/ui/data-table";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useTRPC } from "../../trpc/client";
import { useClustersText } from "../shared-identity/grant-words";

const GrantDialog = dynamic(() => import("./grant-dialog").then((module) => module.GrantDialog), { ssr: false });

type Held = UserView["grants"][number];

const rowKey = (grant: Held) => grant.id;

function useGrantColumns(onEnd: (grant: Held) => void): readonly Column<Held>[] {
  const t = useTranslations("identity");
  const clusters = useClustersText();
  const refusalOf = useGateRefusal();
  return useMemo(
    (): Column<Held>[] => [
      { id: "role", header: t("grant.role"), isFixed: true, widthRem: 6, cell: (grant) => t(`role.${grant.role}`) },
      { id: "clusters", header: t("clusters.label"), cell: (grant) => clusters(grant.selector) },
      {
        id: "given",
        header: t("grant.given"),
        widthRem: 9,
        cell: (grant) => (grant.isElevation ? t("grant.elevatedBy", { name: grant.grantedByName }) : grant.grantedByName),
      },
      {
        id: "since",
        header: t("grant.since"),
        widthRem: 7.5,
        align: "end",
        cell: (grant) => <Time at={grant.createdAt} show="relative" />,
      },
      {
        id: "until",
        header: t("grant.until"),
        widthRem: 6.5,
        align: "end",
        cell: (grant) => (grant.expiresAt === null ? t("grant.always") : <Time at={grant.expiresAt} show="relative" />),
      },
      {
        id: "end",
        header: t("grant.change"),
        widthRem: 5,
        align: "end",
        cell: (grant) => (
          <Button size="s" refusal={refusalOf(grant.canEnd)} onClick={() => onEnd(grant)}>
            {t("grant.end")}
          </Button>
        ),
      },
    ],
    [t, clusters, refusalOf, onEnd],
  );
}

function EndDialog({ user, grant, onClose }: { readonly user: UserView; readonly grant: Held | null; readonly onClose: () => void }) {
  const t = useTranslations("identity");
  const clusters = useClustersText();
  const { readFailure } = useUi();
  const end = useMutation(
    useTRPC().grant.end.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("grant.ended", { name: user.name }) });
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen={grant !== null}
      onClose={onClose}
      title={t("grant.endTitle", { name: user.name })}
      consequence={
        grant === null
          ? ""
          : t("grant.endConsequence", { name: user.name, role: t(`role.${grant.role}`), clusters: clusters(grant.selector) })
      }
      name={user.name}
      confirmLabel={t("grant.end")}
      onConfirm={() => grant !== null && end.mutate({ grantId: grant.id })}
      isBusy={end.isPending}
      failure={end.error && readFailure(end.error).message}
    />
  );
}

/** The roles that somebody holds, on which clusters, given by whom and until when. */
export function GrantPanel({ user }: { readonly user: UserView }) {
  const t = useTranslations("identity");
  const refusalOf = useGateRefusal();
  const [isGiving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Held | null>(null);
  const columns = useGrantColumns(setEnding);
  const refusal = refusalOf(user.allowed.grant);
  useVerbs([{ id: "grant.give", label: t("grant.giveTo", { name: user.name }), group: user.name, refusal, run: () => setGiving(true) }]);
  return (
    <Panel
      title={t("grants")}
      padding={user.grants.length === 0 ? "m" : "none"}
      actions={
        <Button size="s" refusal={refusal} onClick={() => setGiving(true)}>
          {t("grant.give")}
        </Button>
      }
    >
      {user.grants.length === 0 ? (
        <p className="text-ink-soft">{t("grant.none")}</p>
      ) : (
        <DataTable
          label={t("grants")}
          columns={columns}
          rows={user.grants}
          rowKey={rowKey}
          rowName={(grant) => t(`role.${grant.role}`)}
          height="content"
          hasPageKeys={false}
        />
      )}
      {isGiving && <GrantDialog user={user} isOpen onClose={() => setGiving(false)} />}
      <EndDialog user={user} grant={ending} onClose={() => setEnding(null)} />
    </Panel>
  );
}
