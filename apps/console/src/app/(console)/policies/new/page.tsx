import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPolicyPage } from "../../../../features/policy-editor/new-policy-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyEditor"))("newTitle") };
}

export default function NewPolicy() {
  return <NewPolicyPage />;
}
