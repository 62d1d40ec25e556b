// [start:all]
/**
 * Returns the error that the URL of your page carries, with key and message, or nothing.
 *
 * @param {string} search the query of the URL, such as location.search
 */
function joinError(search) {
  const told = new URLSearchParams(search).getAll("errors").at(-1); // earlier ones can be your own
  try {
    const { key, message } = JSON.parse(told ?? "[]")[0];
    return { key: String(key), message: String(message) };
  } catch {
    return undefined;
  }
}

// Choose your words by the key. If you show the message, set it as textContent, never as innerHTML.
const search = "?errors=%5B%7B%22message%22%3A%22No+such+meeting%22%2C%22key%22%3A%22meetingForciblyEnded%22%7D%5D";
console.log(joinError(search));
console.log(joinError("?lang=en"));
// [end:all]
