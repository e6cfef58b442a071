"use client";

import { useEffect, useState } from "react";
import { areKeysOff, switchKeys } from "./keys-switch.ts";

interface Props {
  readonly words: Readonly<Record<"on" | "off" | "isOn" | "isOff" | "noScript", string>>;
}

/** Switches the keys off and on in this browser. */
export function KeysToggle({ words }: Props) {
  const [isOff, setOff] = useState<boolean | null>(null);
  useEffect(() => setOff(areKeysOff()), []);
  if (isOff === null) return <p className="soft">{words.noScript}</p>;
  return (
    <div className="actions">
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          switchKeys(!isOff);
          setOff(!isOff);
        }}
      >
        {isOff ? words.on : words.off}
      </button>
      <p role="status">{isOff ? words.isOff : words.isOn}</p>
    </div>
  );
}
