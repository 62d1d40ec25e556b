// Prints all that message-keys.ts holds, a key on each line, then what it says of keys that it does not hold.
import { MESSAGE_KEYS, isMessageKey, keyInfo, type KeyInfo, type MessageKey } from "./message-keys.js";

const known: MessageKey = "checksumError";
// @ts-expect-error A misspelled key must not compile.
const misspelled: MessageKey = "checksumErorr";

for (const key of Object.keys(MESSAGE_KEYS)) {
  const info: KeyInfo | undefined = keyInfo(key);
  if (info) console.log([key, info.kind, info.status, info.retryable, info.page].join("\t"));
}
const unknown = ["", misspelled, "constructor", "__proto__", null, 7].filter((key) => keyInfo(key) !== undefined);
console.log(isMessageKey(known) && unknown.length === 0 ? "none of the others" : unknown);
