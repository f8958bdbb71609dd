import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PoliciesPage } from "../../../features/policies/policies-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("policies") };
}

export default function Policies() {
  return <PoliciesPage />;
}
