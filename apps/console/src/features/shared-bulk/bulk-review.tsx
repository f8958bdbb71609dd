"use client";
import { Button } from "@holdfast/ui/button";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { notify } from "@holdfast/ui/notify";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { orderKey } from "../shared-order/order-key";
import type { Terms } from "./bulk-order-dialog";
import { BulkPreviewView } from "./bulk-preview-view";
import type { AskedBulk } from "./bulk-verbs";

interface BulkReviewProps {
  readonly asked: AskedBulk;
  readonly terms: Terms;
  readonly onClose: () => void;
  readonly onOrdered: () => void;
}

/** Who an order for many objects would reach and who not, and the yes: the number typed out where it matters. */
export function BulkReview({ asked: { verb, selection }, terms, onClose, onOrdered }: BulkReviewProps) {
  const t = useTranslations("bulk");
  const words = useTranslations("object.order");
  const { readFailure, navigate } = useUi();
  const client = useTRPCClient();
  const [key] = useState(orderKey);
  const preview = useQuery({
    queryKey: ["bulk-preview", key],
    queryFn: ({ signal }) => client.bulk.preview.mutate({ verb, ...terms, selection }, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const order = useMutation(useTRPC().bulk.order.mutationOptions());
  const ready = preview.data?.objects.filter(({ gate }) => gate.isMet) ?? [];
  const confirm = preview.data?.confirm ?? null;
  const give = () =>
    order.mutate(
      {
        ...{ verb, ...terms, key, confirmed: confirm },
        objects: ready.map(({ clusterId, uid, expectReplicas }) => ({ clusterId, uid: uid as never, expectReplicas })),
      },
      {
        onSuccess: ({ bulkId }) => {
          notify({ tone: "neutral", title: t("accepted"), detail: t("acceptedDetail") });
          onOrdered();
          onClose();
          navigate(`/bulk/${bulkId}`);
        },
      },
    );
  const title = t("title", { verb: t(`verb.${verb}`), count: ready.length });
  const consequence = t(`consequence.${verb}`, { replicas: terms.replicas ?? 0 });
  const failure = order.error ? readFailure(order.error).message : null;
  if (preview.data && confirm !== null && ready.length > 0)
    return (
      <ConfirmDialog
        isOpen
        {...{ onClose, title, consequence, failure }}
        name={confirm}
        confirmLabel={t(`verb.${verb}`)}
        onConfirm={give}
        isBusy={order.isPending}
      >
        <BulkPreviewView preview={preview.data} />
      </ConfirmDialog>
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={preview.data ? title : t(`verb.${verb}`)}
      description={consequence}
      footer={
        <>
          <Button onClick={onClose}>{words("cancel")}</Button>
          <Button
            variant="primary"
            refusal={preview.data === undefined ? t("notPreviewed") : ready.length === 0 ? t("nobody") : null}
            isBusy={order.isPending}
            onClick={give}
          >
            {t(`verb.${verb}`)}
          </Button>
        </>
      }
    >
      <Stack gap="s">
        {preview.isPending && <SkeletonText lines={4} />}
        {preview.data && <BulkPreviewView preview={preview.data} />}
        {(preview.error ?? order.error) && (
          <FailureNotice title={words("refused")}>{failure ?? readFailure(preview.error).message}</FailureNotice>
        )}
      </Stack>
    </Dialog>
  );
}
