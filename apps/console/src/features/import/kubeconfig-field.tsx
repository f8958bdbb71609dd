"use client";
import { Button } from "@holdfast/ui/button";
import { TextField } from "@holdfast/ui/text-field";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";

interface KubeconfigFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error?: string | null;
}

/** A kubeconfig, pasted or read from a file. It stays in this tab until somebody says what to do with it. */
export function KubeconfigField({ value, onChange, error = null }: KubeconfigFieldProps) {
  const t = useTranslations("import");
  const file = useRef<HTMLInputElement>(null);
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
      <span>
        {/* The browser's own control speaks the browser's language, not the page's. */}
        <input
          ref={file}
          type="file"
          hidden
          data-kubeconfig-file
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) void chosen.text().then(onChange);
            event.target.value = "";
          }}
        />
        <Button size="s" icon={<FileUp aria-hidden="true" />} onClick={() => file.current?.click()}>
          {t("file")}
        </Button>
      </span>
    </div>
  );
}
