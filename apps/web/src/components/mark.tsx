/** The sign of the site: a letter with a second reading marked in its margin. */
export function Mark() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <rect x="3" y="5" width="22" height="18" rx="3" fill="var(--accent)" />
      <path
        d="M8 11h12M8 15h8"
        stroke="var(--accent-ink)"
        strokeWidth="2"
        strokeLinecap="round"
        fill="none"
      />
      <path
        d="M14.5 19.5l2.5 2.5 5-6"
        stroke="var(--paper)"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
      <path
        d="M14.5 19.5l2.5 2.5 5-6"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  );
}
