"use client";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useId } from "react";

interface KubeconfigFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error?: string | null;
}

/** A kubeconfig, pasted or read from a file. It stays in this tab until somebody says what to do with it. */
export function KubeconfigField({ value, onChange, error = null }: KubeconfigFieldProps) {
  const t = useTranslations("import");
  const fileId = useId();
  return (
    <div className="flex flex-col gap-2">
      <TextField
        name="kubeconfig"
        label={t("kubeconfig")}
        hint={t("kubeconfigHint")}
        value={value}
        onChange={onChange}
        error={error}
        lines={8}
        isCode
        isRequired
        autoComplete="off"
      />
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={fileId} className="font-medium">
          {t("file")}
        </label>
        <input
          id={fileId}
          type="file"
          className="min-w-0 max-w-full text-ink-soft text-small"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void file.text().then(onChange);
          }}
        />
      </div>
    </div>
  );
}
