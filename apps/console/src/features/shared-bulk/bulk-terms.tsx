"use client";
import type { BulkVerb } from "@holdfast/contracts/bulk";
import type { Propagation } from "@holdfast/contracts/commands/object-delete";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { replicasOf } from "../shared-order/replicas-of";
import type { Terms } from "./bulk-order-dialog";

const propagations = ["Background", "Foreground", "Orphan"] as const satisfies readonly Propagation[];

interface BulkTermsProps {
  readonly verb: BulkVerb;
  readonly onClose: () => void;
  readonly onTold: (terms: Terms) => void;
}

/** What the order is to say: the replicas of a scaling, what becomes of what the deleted own. */
export function BulkTerms({ verb, onClose, onTold }: BulkTermsProps) {
  const t = useTranslations("bulk");
  const order = useTranslations("object.order");
  const [text, setText] = useState("");
  const [propagation, setPropagation] = useState<Propagation>("Background");
  const [isAsked, setIsAsked] = useState(false);
  const replicas = verb === "scale" ? replicasOf(text) : null;
  const isWrong = verb === "scale" && replicas === null;
  const tell = () => {
    setIsAsked(true);
    if (!isWrong) onTold({ replicas, propagation });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`verb.${verb}`)}
      footer={
        <>
          <Button onClick={onClose}>{order("cancel")}</Button>
          <Button variant="primary" onClick={tell}>
            {t("preview")}
          </Button>
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          tell();
        }}
      >
        {verb === "scale" ? (
          <TextField
            name="replicas"
            type="number"
            label={t("replicas")}
            value={text}
            onChange={setText}
            error={isAsked && isWrong ? order("scale.wrong") : null}
            autoComplete="off"
            isRequired
          />
        ) : (
          <SelectField
            name="propagation"
            label={order("delete.propagation")}
            value={propagation}
            onChange={(value) => setPropagation(propagations.find((each) => each === value) ?? "Background")}
            options={propagations.map((value) => ({ value, label: order(`delete.propagations.${value}`) }))}
          />
        )}
      </form>
    </Dialog>
  );
}
