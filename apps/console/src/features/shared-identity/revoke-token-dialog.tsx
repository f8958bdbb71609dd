"use client";
import type { ApiTokenView } from "@holdfast/contracts/api-token";
import { ConfirmDialog } from "@holdfast/ui/confirm-dialog";
import { useTranslations } from "next-intl";

interface RevokeTokenDialogProps {
  /** The token that is asked about; null while none is. */
  readonly token: ApiTokenView | null;
  readonly onClose: () => void;
  readonly onConfirm: (token: ApiTokenView) => void;
  readonly isBusy: boolean;
  readonly failure: string | null;
}

/** Asks before a token ends: whatever uses it stops at once. */
export function RevokeTokenDialog({ token, onClose, onConfirm, isBusy, failure }: RevokeTokenDialogProps) {
  const t = useTranslations("identity.token");
  return (
    <ConfirmDialog
      isOpen={token !== null}
      onClose={onClose}
      title={t("revokeTitle", { name: token?.name ?? "" })}
      consequence={t("revokeConsequence")}
      name={token?.name ?? ""}
      confirmLabel={t("revoke")}
      onConfirm={() => token !== null && onConfirm(token)}
      isBusy={isBusy}
      failure={failure}
    />
  );
}
