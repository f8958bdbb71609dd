import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { safeReturnPath } from "../../../features/shared-session/return-path";
import { EntryFrame } from "../../../features/sign-in/entry-frame";
import { SignInForm } from "../../../features/sign-in/sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const [t, { next }] = await Promise.all([getTranslations("signIn"), searchParams]);
  return (
    <EntryFrame title={t("title")} description={t("description")}>
      <SignInForm returnPath={safeReturnPath(typeof next === "string" ? next : null)} />
    </EntryFrame>
  );
}
