<?php

// Receive the message that a recording is ready. A token says all there is, signed with the shared secret.

declare(strict_types=1);

namespace BbbReceive\Ready;

use BbbReceive\Message;
use BbbReceive\Refused;
use BbbReceive\Request;
use SensitiveParameter;

use function BbbReceive\take;
use function BbbReceive\verified;
use function BbbReceive\words;

require_once __DIR__ . '/receive-common.php';

/** Return the token: in a form, or in JSON as B3LB sends it. */
function tokenIn(Request $request): string
{
    $fields = $request->type === 'application/json' ? Request::json($request->body) : $request->form();
    return Request::text($fields['signed_parameters'] ?? null);
}

/**
 * Return which recording is ready. A 2xx to a token that doesn't verify would stop a balancer's further tries.
 *
 * @param list<string> $secrets
 */
function check(Request $request, #[SensitiveParameter] array $secrets): Message
{
    if ($request->method !== 'POST') {
        throw new Refused(405);
    }
    $claims = verified(tokenIn($request), $secrets);
    $meetingId = Request::text($claims['meeting_id'] ?? null);
    $recordId = Request::text($claims['record_id'] ?? null);
    $content = ['kind' => 'recording', 'meeting' => $meetingId, 'recording' => $recordId];
    return new Message("recording $recordId", $content, again: true); // the next format comes as the very same message
}

if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    $secrets = words('BBB_SECRET'); // behind a balancer, all secrets that it may sign with
    take(fn (Request $request): Message => check($request, $secrets));
}
