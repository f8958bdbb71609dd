"use client";
import type { ChangeAuthor } from "@holdfast/contracts/history";
import { Link } from "@holdfast/ui/link";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { useTranslations } from "next-intl";

const hrefOf = ({ kind, id }: ChangeAuthor): string | null =>
  kind === "run" ? `/failover/runs/${id}` : kind === "rollout" ? `/policies/rollouts/${id}` : null;

interface ChangeAuthorNameProps {
  readonly author: ChangeAuthor | null;
  /** False in a cell whose row is a link already. */
  readonly isLinked?: boolean;
}

/** Who made a change, where a receipt says so. Nobody is guessed at. */
export function ChangeAuthorName({ author, isLinked = false }: ChangeAuthorNameProps) {
  const t = useTranslations("change.author");
  if (author === null) return <span className="text-ink-soft">{t("unknown")}</span>;
  const written = t(author.kind, { name: visibleName(author.name) });
  const href = hrefOf(author);
  return isLinked && href !== null ? <Link href={href}>{written}</Link> : written;
}
