"use client";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";

interface LogQueryFormProps {
  readonly query: string;
  readonly onAsk: (query: string) => void;
}

const LONGEST = 4096;
const EXAMPLE = `{namespace="shop"} |= "error"`;

/** The LogQL query that all clusters are asked. It is asked when the reader says so, and not with every letter. */
export function LogQueryForm({ query, onAsk }: LogQueryFormProps) {
  const t = useTranslations("observe.log");
  const [draft, setDraft] = useState({ query, text: query });
  // A query from outside (a link, a step back) wins over what was being typed.
  if (draft.query !== query) setDraft({ query, text: query });
  const [isMissing, setMissing] = useState(false);
  const ask = () => {
    const text = draft.text.trim().slice(0, LONGEST);
    setMissing(text === "");
    if (text !== "") onAsk(text);
  };
  return (
    <Form label={t("query")} errors={isMissing ? { query: t("queryMissing", { example: EXAMPLE }) } : {}} onSubmit={ask}>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-72">
          <TextField
            name="query"
            label={t("query")}
            isCode
            autoComplete="off"
            value={draft.text}
            onChange={(text) => setDraft({ query, text })}
          />
        </div>
        <Button type="submit" variant="primary">
          {t("ask")}
        </Button>
      </div>
    </Form>
  );
}
