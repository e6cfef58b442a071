/** @param contact a page, or an e-mail address */
export function contactAddress(contact: string): string {
  return /^https?:/i.test(contact) ? contact : `mailto:${contact}`;
}
