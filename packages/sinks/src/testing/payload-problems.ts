/**
 * What Slack would say against a payload: its documented limits for messages and Block Kit
 * (50 blocks, 3,000 characters of a section, 150 of a header, ten elements of a context).
 */
export function payloadProblems(payload: unknown): readonly string[] {
  if (!isRecord(payload)) return ["invalid_payload: not an object"];
  const { text, blocks = [] } = payload;
  if (!Array.isArray(blocks)) return ["invalid_blocks: not a list"];
  const problems = [
    ...(text === undefined && blocks.length === 0 ? ["no_text"] : []),
    ...(typeof text === "string" ? textProblems(text, 40_000, "text") : []),
    ...(blocks.length > 50 ? [`invalid_blocks: ${blocks.length} blocks`] : []),
    ...blocks.flatMap(blockProblems),
  ];
  return problems;
}

function blockProblems(block: unknown): readonly string[] {
  if (!isRecord(block)) return ["invalid_blocks: a block that is no object"];
  switch (block.type) {
    case "section":
      return textObjectProblems(block.text, 3_000, "section");
    case "header":
      return textObjectProblems(block.text, 150, "header");
    case "context": {
      const elements = Array.isArray(block.elements) ? block.elements : [];
      const count = elements.length;
      return [
        ...(count === 0 || count > 10 ? [`invalid_blocks: context of ${count} elements`] : []),
        ...elements.flatMap((element) => textObjectProblems(element, 3_000, "context")),
      ];
    }
    case "divider":
      return [];
    default:
      return [`invalid_blocks: unknown type ${String(block.type)}`];
  }
}

function textObjectProblems(object: unknown, longest: number, where: string): readonly string[] {
  if (!isRecord(object) || typeof object.text !== "string")
    return [`invalid_blocks: ${where} without text`];
  if (object.text.length === 0) return [`invalid_blocks: ${where} with an empty text`];
  return textProblems(object.text, longest, where);
}

/** Slack's three control characters stand for themselves only in links and as entities. */
function textProblems(text: string, longest: number, where: string): readonly string[] {
  const withoutLinks = text.replace(/<https?:\/\/[^<>|\s]+(\|[^<>]*)?>/g, "");
  return [
    ...(text.length > longest ? [`invalid_blocks: ${where} of ${text.length} characters`] : []),
    ...(/[<>]/.test(withoutLinks) ? [`unescaped: ${where} has a < or > of its own`] : []),
    ...(/&(?!amp;|lt;|gt;)/.test(withoutLinks) ? [`unescaped: ${where} has a & of its own`] : []),
    ...(text.includes("\0") ? [`invalid_payload: ${where} has a null byte`] : []),
    ...(text.isWellFormed() ? [] : [`invalid_payload: ${where} has half a character`]),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
