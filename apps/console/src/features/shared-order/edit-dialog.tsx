"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { EditAnswer } from "./edit-answer";
import { OrderDialog, type OrderDialogProps } from "./order-dialog";
import { useEditPreview } from "./use-edit-preview";
import { useOrder } from "./use-order";

const CodeEditor = dynamic(() => import("@holdfast/ui/code-editor").then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <SkeletonText lines={12} />,
});

interface EditDialogProps extends OrderDialogProps {
  /** How the object was read from its cluster. */
  readonly yaml: string;
}

/** Edits an object: the text first, then exactly what the cluster would make of it, then the order for just that. */
export function EditDialog({ yaml, ...props }: EditDialogProps) {
  const t = useTranslations("object.order");
  const { object, isOpen, onClose } = props;
  const session = useEditPreview(object, yaml);
  const order = useOrder(object, useTRPC().object.edit.mutationOptions(), onClose);
  const { preview, problems } = session;
  const ready = preview?.state === "ready" ? preview : null;
  return (
    <>
      <Dialog
        isOpen={isOpen && ready === null}
        onClose={onClose}
        title={t("edit.title", { kind: object.kind, name: object.name })}
        description={t("edit.description", { cluster: object.clusterName })}
        size="l"
        footer={
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button variant="primary" isBusy={session.isTrying} onClick={session.tryOut}>
              {t("edit.tryOut")}
            </Button>
          </>
        }
      >
        <Stack gap="s">
          <EditAnswer {...session} />
          <CodeEditor
            name="yaml"
            label={t("edit.yaml")}
            value={session.yaml}
            onChange={session.change}
            problems={problems}
            problemsLabel={t("edit.problems", { count: problems.length })}
            placeText={({ line, column }) => t("edit.place", { line, column })}
            maxLines={20}
          />
        </Stack>
      </Dialog>
      <OrderDialog
        {...props}
        isOpen={isOpen && ready !== null}
        onClose={() => session.change(session.yaml)}
        title={t("edit.review", { name: object.name })}
        consequence={t("edit.consequence", { cluster: object.clusterName })}
        confirmLabel={t("edit.confirm")}
        onConfirm={(name) => ready !== null && order.send({ seen: ready.seen, fields: ready.fields }, name)}
        isBusy={order.isBusy}
        failure={order.failure}
      >
        {ready !== null && <ObjectDiff difference={ready.change} />}
      </OrderDialog>
    </>
  );
}
