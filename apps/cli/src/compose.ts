import { type Config, secretValues } from "@appealmod/config";
import { type OpenInstallation, openInstallation } from "@appealmod/use-cases";

/** What the commands work with, made when it is first asked for. */
export interface Parts {
  config(): Config;
  installation(): Promise<OpenInstallation>;
  /** Values of the settings that nobody may be told, as far as these were read. */
  secrets(): readonly string[];
  /** Ends what was opened. */
  close(): Promise<void>;
}

/** Connections that one command has use for. */
const poolSize = 4;

/** @param notice told what the operator may wonder about, in one line each */
export function composeParts(loadConfig: () => Config, notice: (line: string) => void): Parts {
  let config: Config | undefined;
  let opened: Promise<OpenInstallation> | undefined;
  const loaded = () => {
    config ??= loadConfig();
    return config;
  };
  return {
    config: loaded,
    async installation() {
      opened ??= openInstallation({ config: loaded(), poolSize, notice });
      return opened;
    },
    secrets: () => (config ? secretValues(config) : []),
    async close() {
      await (await opened)?.close();
    },
  };
}
