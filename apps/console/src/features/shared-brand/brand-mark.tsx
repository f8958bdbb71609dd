/** The mark of Holdfast: roots that hold on to the rock. */
export function BrandMark() {
  return (
    <svg
      viewBox="0 0 24 24"
      className="size-6 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M12 2.5v9" />
      <path d="M12 11.5c0 4.5-2.2 5.8-5 7.2M12 11.5c0 4.5 2.2 5.8 5 7.2M12 11.5v7" />
      <path d="M2.5 21.5c2-.2 3.2-1 4.5-2.8 1.4 1.6 3 2.3 5 2.3s3.6-.7 5-2.3c1.3 1.8 2.5 2.6 4.5 2.8" strokeWidth="1.5" />
    </svg>
  );
}
