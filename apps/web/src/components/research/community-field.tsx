import type { ExperimentHealth } from "@appealmod/use-cases/research";
import { SettingField } from "../settings/setting-field.tsx";

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
    <SettingField id="community" label={label}>
      {(described) => (
        <select {...described} name="community" defaultValue={chosen}>
          <option value="">{all}</option>
          {communities.map(({ key, name }) => (
            <option key={key} value={name}>{`r/${name}`}</option>
          ))}
        </select>
      )}
    </SettingField>
  );
}
