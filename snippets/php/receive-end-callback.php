<?php

// Receive the end-of-meeting callback. Nothing is signed, so the URL carries a token of our own.

declare(strict_types=1);

namespace BbbReceive\End;

use BbbReceive\Message;
use BbbReceive\Refused;
use BbbReceive\Request;
use SensitiveParameter;

use function BbbReceive\take;
use function BbbReceive\words;

require_once __DIR__ . '/receive-common.php';

/** What names a run. It holds no space, so a token is right for one meeting only. */
const RUN = '/\A[0-9a-f]{16}\z/';

/** Return what only somebody with our key can know about one run of a meeting. */
function token(string $meetingId, string $run, #[SensitiveParameter] string $key): string
{
    return hash_hmac('sha256', "$meetingId $run", $key);
}

/** Return the URL to give to create, as meetingEndedURL or meta_endCallbackUrl. It is encoded once; the client does it. */
function url(string $address, string $meetingId, #[SensitiveParameter] string $key): string
{
    $run = bin2hex(random_bytes(8)); // the same meetingID may be used again
    $query = ['meeting' => $meetingId, 'run' => $run, 'token' => token($meetingId, $run, $key)];
    return "$address?" . http_build_query($query, '', '&', PHP_QUERY_RFC3986);
}

/** Return which meeting has ended. What BigBlueButton adds to the query is not relied on. */
function check(Request $request, #[SensitiveParameter] string $key): Message
{
    [$meetingId, $run, $given] = array_map(
        fn (string $name): string => Request::text($request->query[$name] ?? null),
        ['meeting', 'run', 'token'],
    );
    $isRun = preg_match(RUN, $run);
    if (!$isRun || $request->method !== 'GET' || !hash_equals(token($meetingId, $run, $key), $given)) {
        throw new Refused(403);
    }
    return new Message("ended $meetingId $run", ['kind' => 'ended', 'meeting' => $meetingId]);
}

if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    $key = words('CALLBACK_KEY')[0]; // yours, not the server's secret
    take(fn (Request $request): Message => check($request, $key));
}
