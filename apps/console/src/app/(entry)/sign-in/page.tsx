import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { safeReturnPath } from "../../../features/shared-session/return-path";
import { EntryFrame } from "../../../features/sign-in/entry-frame";
import { PasskeyButton } from "../../../features/sign-in/passkey-button";
import { readRefusal } from "../../../features/sign-in/provider-call";
import { ProviderLinks } from "../../../features/sign-in/provider-links";
import { ProviderRefused } from "../../../features/sign-in/provider-refused";
import { SignInForm } from "../../../features/sign-in/sign-in-form";
import { StillSignedIn } from "../../../features/sign-in/still-signed-in";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

type Search = Promise<{ next?: string | string[]; refused?: string | string[]; left?: string | string[] }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const [t, { next, refused, left }] = await Promise.all([getTranslations("signIn"), searchParams]);
  const returnPath = safeReturnPath(typeof next === "string" ? next : null);
  const refusal = readRefusal(typeof refused === "string" ? refused : null);
  return (
    <EntryFrame title={t("title")} description={t("description")}>
      {refusal !== null && <ProviderRefused refusal={refusal} />}
      {typeof left === "string" && <StillSignedIn providerKey={left} />}
      <SignInForm returnPath={returnPath} />
      <PasskeyButton returnPath={returnPath} />
      <ProviderLinks returnPath={returnPath} />
    </EntryFrame>
  );
}
