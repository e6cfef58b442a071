interface Props {
  /** With `{time}` in it. */
  readonly saved: string;
  /** The same, where another window has written to the same question; with `{time}` in it. */
  readonly both: string;
  readonly failed: string;
  readonly ended: string;
}

/** Where the form's script says what became of the draft; it has its words from here. */
export function FormCompanion({ saved, both, failed, ended }: Props) {
  return (
    <p
      className="saving"
      role="status"
      id="form-companion"
      data-saved={saved}
      data-both={both}
      data-failed={failed}
      data-ended={ended}
    />
  );
}
