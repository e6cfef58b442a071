import type { ExperimentHealth } from "@appealmod/use-cases/research";
import { Field } from "./field.tsx";

interface Props {
  readonly label: string;
  /** What stands for all of them, with an empty value. */
  readonly all: string;
  readonly communities: ExperimentHealth["communities"];
  readonly chosen?: string | undefined;
}

/** Asks for one community or all. */
export function CommunityField({ label, all, communities, chosen = "" }: Props) {
  return (
    <Field id="community" label={label}>
      <select id="community" name="community" className="research-control" defaultValue={chosen}>
        <option value="">{all}</option>
        {communities.map(({ key, name }) => (
          <option key={key} value={name}>{`r/${name}`}</option>
        ))}
      </select>
    </Field>
  );
}
