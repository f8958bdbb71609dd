import type { AddProvider, EditProvider, GroupMapping, ProviderView } from "@holdfast/contracts/identity-provider";

/** The settings of a provider as a person writes them. */
export interface ProviderDraft {
  readonly name: string;
  readonly key: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Empty keeps the secret of a provider that has one. */
  readonly clientSecret: string;
  readonly scopes: string;
  readonly groupsClaim: string;
  readonly emailDomains: string;
  readonly admitsNew: boolean;
  readonly isEnabled: boolean;
  readonly mappings: readonly GroupMapping[];
}

/** What most providers take as it is. Nobody new comes in before somebody says so. */
export const emptyProvider: ProviderDraft = {
  ...{ name: "", key: "", issuer: "", clientId: "", clientSecret: "" },
  ...{ scopes: "openid email profile", groupsClaim: "groups", emailDomains: "", admitsNew: false, isEnabled: true, mappings: [] },
};

/** The draft of a provider that there is. */
export const draftOf = (view: ProviderView): ProviderDraft => ({
  ...view,
  clientSecret: "",
  scopes: view.scopes.join(" "),
  emailDomains: view.emailDomains.join(", "),
});

/** A field that is not right yet. */
export type WrongProviderField = "name" | "key" | "issuer" | "clientId" | "clientSecret" | "scopes" | "groupsClaim" | "emailDomains";

const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;
const words = (text: string) => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ""))];
const isIssuer = (text: string) => URL.canParse(text) && (text.startsWith("https://") || LOCAL.test(text));

function wrongFields(draft: ProviderDraft, isNew: boolean): WrongProviderField[] {
  const wrong: Record<WrongProviderField, boolean> = {
    name: draft.name.trim() === "",
    key: isNew && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(draft.key),
    issuer: isNew && !isIssuer(draft.issuer.trim()),
    clientId: draft.clientId.trim() === "",
    clientSecret: isNew && draft.clientSecret === "",
    scopes: !words(draft.scopes).includes("openid"),
    groupsClaim: draft.groupsClaim.trim() === "",
    emailDomains: !words(draft.emailDomains.toLowerCase()).every((each) => DOMAIN.test(each)),
  };
  return (Object.keys(wrong) as WrongProviderField[]).filter((field) => wrong[field]);
}

const settingsOf = (draft: ProviderDraft) => ({
  name: draft.name.trim(),
  clientId: draft.clientId.trim(),
  scopes: words(draft.scopes),
  groupsClaim: draft.groupsClaim.trim(),
  emailDomains: words(draft.emailDomains.toLowerCase()),
  admitsNew: draft.admitsNew,
  isEnabled: draft.isEnabled,
  mappings: [...draft.mappings],
});

/** The provider of a draft, or which fields are not right yet. */
export function readNewProvider(draft: ProviderDraft): { readonly provider: AddProvider } | { readonly wrong: WrongProviderField[] } {
  const wrong = wrongFields(draft, true);
  if (wrong.length > 0) return { wrong };
  return { provider: { ...settingsOf(draft), key: draft.key, issuer: draft.issuer.trim(), clientSecret: draft.clientSecret } };
}

/** The other settings of a draft, for the provider as it was seen, or which fields are not right yet. */
export function readProviderEdit(
  draft: ProviderDraft,
  seen: Pick<ProviderView, "id" | "version">,
): { readonly edit: EditProvider } | { readonly wrong: WrongProviderField[] } {
  const wrong = wrongFields(draft, false);
  if (wrong.length > 0) return { wrong };
  const clientSecret = draft.clientSecret === "" ? null : draft.clientSecret;
  return { edit: { ...settingsOf(draft), providerId: seen.id, version: seen.version, clientSecret } };
}
