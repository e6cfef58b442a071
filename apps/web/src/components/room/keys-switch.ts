const place = "appealmod-keys";

/** Whether somebody has switched the keys off in this browser. */
export function areKeysOff(): boolean {
  try {
    return window.localStorage.getItem(place) === "off";
  } catch {
    // A browser that keeps nothing keeps no choice either.
    return false;
  }
}

export function switchKeys(isOff: boolean): void {
  try {
    if (isOff) window.localStorage.setItem(place, "off");
    else window.localStorage.removeItem(place);
  } catch {
    // As above.
  }
}
