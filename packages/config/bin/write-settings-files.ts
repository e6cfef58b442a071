// Writes conf/appealmod.yaml and certs/config.example.yaml anew from the table of settings.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findRootDir } from "../src/config-from-environment.ts";
import { secretsFile, settingsFile } from "../src/settings-documents.ts";

const root = findRootDir([import.meta.dirname]);
writeFileSync(join(root, "conf/appealmod.yaml"), settingsFile());
writeFileSync(join(root, "certs/config.example.yaml"), secretsFile());
