import { keyInfo } from "./message-keys.js";

for (const key of ["maxParticipantsReached", "checksumError", "somethingNew"]) {
  const known = keyInfo(key);
  if (known === undefined) {
    console.log(`${key}: not in the reference`);
  } else if (known.retryable) {
    console.log(`${key}: try again later`);
  } else {
    console.log(`${key}: change the request first, see ${known.page}`);
  }
}
