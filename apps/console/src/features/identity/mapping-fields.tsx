"use client";
import type { GroupMapping } from "@holdfast/contracts/identity-provider";
import { Button } from "@holdfast/ui/button";
import { IconButton } from "@holdfast/ui/icon-button";
import { SelectField } from "@holdfast/ui/select-field";
import { Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClusterSetField } from "../shared-identity/cluster-set-field";
import { useClustersText } from "../shared-identity/grant-words";
import { emptyGrant, readGrant } from "./grant-draft";
import { roles } from "./user-search";

interface MappingFieldsProps {
  readonly mappings: readonly GroupMapping[];
  readonly onChange: (mappings: readonly GroupMapping[]) => void;
}

const keyOf = (mapping: GroupMapping) => JSON.stringify(mapping);

function NewMapping({ onAdd }: { readonly onAdd: (mapping: GroupMapping) => void }) {
  const t = useTranslations("identity.provider");
  const identity = useTranslations("identity");
  const [group, setGroup] = useState("");
  const [draft, setDraft] = useState(emptyGrant);
  const [wrong, setWrong] = useState<"group" | "role" | "clusters" | null>(null);
  const add = () => {
    const read = readGrant(draft, Date.now());
    const missing = group.trim() === "" ? "group" : "wrong" in read ? read.wrong : null;
    setWrong(missing);
    if (missing !== null || !("grant" in read)) return;
    onAdd({ group: group.trim(), role: read.grant.role, selector: read.grant.selector });
    setGroup("");
    setDraft(emptyGrant);
  };
  return (
    <Stack gap="s">
      <TextField
        name="group"
        label={t("group")}
        hint={t("groupHint")}
        value={group}
        onChange={setGroup}
        error={wrong === "group" ? t("wrong.group") : null}
        autoComplete="off"
        isCode
      />
      <SelectField
        name="mappedRole"
        label={identity("grant.role")}
        placeholder={identity("grant.choose")}
        options={roles.map((value) => ({ value, label: identity(`role.${value}`) }))}
        value={draft.role}
        onChange={(role) => setDraft({ ...draft, role: roles.find((each) => each === role) ?? "" })}
        error={wrong === "role" ? identity("wrong.role") : null}
      />
      <ClusterSetField placement={draft.placement} onChange={(placement) => setDraft({ ...draft, placement })} />
      {wrong === "clusters" && (
        <p role="alert" className="text-bad-ink">
          {identity("wrong.clusters")}
        </p>
      )}
      <div>
        <Button size="s" onClick={add}>
          {t("addMapping")}
        </Button>
      </div>
    </Stack>
  );
}

/** What groups of a provider mean: the rules that there are, and the way to another. */
export function MappingFields({ mappings, onChange }: MappingFieldsProps) {
  const t = useTranslations("identity.provider");
  const identity = useTranslations("identity");
  const clusters = useClustersText();
  const without = (gone: GroupMapping) => mappings.filter((each) => keyOf(each) !== keyOf(gone));
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-m border border-line p-3">
      <legend className="px-1 font-medium">{t("mappings")}</legend>
      {mappings.length === 0 ? (
        <p className="text-ink-soft">{t("noMappings")}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {mappings.map((mapping) => (
            <li key={keyOf(mapping)} className="flex items-center justify-between gap-2">
              <span className="min-w-0 break-words">
                {t("means", { group: mapping.group, role: identity(`role.${mapping.role}`), clusters: clusters(mapping.selector) })}
              </span>
              <IconButton
                label={t("removeMapping", { group: mapping.group })}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(without(mapping))}
              />
            </li>
          ))}
        </ul>
      )}
      <NewMapping onAdd={(mapping) => onChange([...without(mapping), mapping])} />
    </fieldset>
  );
}
