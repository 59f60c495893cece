/**
 * Wording by which clients and scanners recognise prompt injection in tool descriptions (OWASP MCP Top 10, tool
 * poisoning). Kept to phrases that an honest description does not need.
 */
const markers: readonly RegExp[] = [
  /<\/?\s*(?:system|assistant|user|instructions?|important|secret|admin|prompt)\s*>/i,
  /\[\/?(?:INST|SYSTEM)\]/,
  /\b(?:ignore|disregard|forget|override)\s+(?:(?:all|any|the|your|every)\s+)*(?:previous|prior|above|earlier|other|preceding)\b/i,
  /\b(?:before|after|prior to)\s+(?:using|calling|invoking)\s+(?:this|any|other)\b.{0,40}\b(?:must|always|first|read|call|send|include)\b/i,
  /\b(?:do not|don't|never|without)\s+(?:tell|telling|mention|mentioning|inform|informing|notify|notifying|reveal|revealing|show|showing|ask|asking)\s+(?:(?:this|it)\s+to\s+)?(?:the\s+)?(?:user|human)\b/i,
  /\byou\s+(?:must|should)\s+(?:always|never|first|also)\b/i,
  /\b(?:secretly|covertly|silently)\s+(?:send|read|call|include|add|forward|upload)\b/i,
  /\b(?:system prompt|jailbreak|exfiltrat\w+)\b/i,
  /(?:~\/\.ssh|\bid_rsa\b|\/etc\/passwd|\.aws\/credentials)/i,
];

/** The first such phrase. */
export function instruction(text: string): { readonly from: number; readonly to: number } | undefined {
  let first: { from: number; to: number } | undefined;
  for (const marker of markers) {
    const found = marker.exec(text);
    if (found !== null && (first === undefined || found.index < first.from)) {
      first = { from: found.index, to: found.index + found[0].length };
    }
  }
  return first;
}
