"use client";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { Notice } from "@holdfast/ui/notice";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPCClient } from "../../trpc/client";
import { EditDialog } from "./edit-dialog";
import type { OrderDialogProps } from "./order-dialog";

interface EditOrderProps extends OrderDialogProps {
  /** Each opening reads the object anew: what the page shows of it may be older. */
  readonly opening: number;
}

/** What the owner of the cluster does about it: the right, and the leave. */
const remedyFor = (resource: string) =>
  `holdfast-agent rbac --edit ${resource} | kubectl apply -f -\nholdfast-agent run --edit ${resource} ...`;

/** Reads the object from its cluster and lets it be edited; says what to do where the agent may not write its kind. */
export function EditOrder({ opening, ...props }: EditOrderProps) {
  const t = useTranslations("object.order");
  const { readFailure } = useUi();
  const client = useTRPCClient();
  const { object, isOpen, onClose } = props;
  const { clusterId, uid, resource } = object;
  const { data, error } = useQuery({
    queryKey: ["object-edit", clusterId, uid, opening],
    queryFn: ({ signal }) => client.object.live.query({ clusterId, uid }, { signal }),
    enabled: isOpen,
    retry: false,
  });
  if (data !== undefined && data.yaml !== null && data.isEditable) return <EditDialog {...props} yaml={data.yaml} />;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("edit.title", { kind: object.kind, name: object.name })}
      footer={<Button onClick={onClose}>{t("cancel")}</Button>}
    >
      <Stack gap="s">
        {data === undefined && error === null && <SkeletonText lines={6} />}
        {error !== null && (
          <Notice tone="unknown" shape="question" title={t("edit.unread")}>
            {readFailure(error).message}
          </Notice>
        )}
        {data?.yaml === null && (
          <Notice tone="caution" shape="triangle" title={t("edit.unread")}>
            {data.message}
          </Notice>
        )}
        {data !== undefined && data.yaml !== null && (
          <>
            <Notice tone="caution" shape="lock" title={t("edit.notEditable")}>
              {t("edit.notEditableDetail", { cluster: object.clusterName, resource })}
            </Notice>
            <CodeBlock label={t("edit.remedy")} text={remedyFor(resource)} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
