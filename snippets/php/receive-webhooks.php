<?php

// Receive the events of bbb-webhooks, signed by a checksum or with the secret as a bearer token.

declare(strict_types=1);

namespace BbbReceive\Webhooks;

use BbbReceive\Message;
use BbbReceive\Refused;
use BbbReceive\Request;
use SensitiveParameter;

use function BbbReceive\take;
use function BbbReceive\words;

require_once __DIR__ . '/receive-common.php';

/** By the number of hex digits. */
const HASHES = [40 => 'sha1', 64 => 'sha256', 96 => 'sha384', 128 => 'sha512'];

/** Return what a version of bbb-webhooks signs between the URL and the secret. */
function signedText(Request $request, string $version): string
{
    if (version_compare($version, '3.4', '>=')) {
        return $request->body;
    }
    if (version_compare($version, '3', '>=')) {
        return '{}'; // the same for every event: it proves nothing about the body
    }
    $form = $request->form();
    [$event, $domain] = [Request::text($form['event'] ?? null), Request::text($form['domain'] ?? null)];
    $kept = ['event' => $event, 'timestamp' => (int) ($form['timestamp'] ?? 0), 'domain' => $domain];
    return json_encode($kept, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
}

/** Whether the checksum is right for the URL as it was registered and the body as it came. */
function isSigned(
    Request $request,
    string $registered,
    #[SensitiveParameter] string $secret,
    string $version,
): bool {
    $given = Request::text($request->query['checksum'] ?? 'none');
    $hash = HASHES[strlen($given)] ?? null;
    return $hash && hash_equals(hash($hash, $registered . signedText($request, $version) . $secret), $given);
}

/** Whether the secret itself came along, as it does with auth2_0. */
function hasBearer(Request $request, #[SensitiveParameter] string $secret): bool
{
    return preg_match('/\ABearer\s+(\S+)\s*\z/i', $request->authorization, $found) && hash_equals($secret, $found[1]);
}

/** Return the event. 403, never 401: bbb-webhooks takes 401 for delivered. */
function check(
    Request $request,
    string $registered,
    #[SensitiveParameter] string $secret,
    string $version = '3.5',
    bool $bearer = false,
): Message {
    if ($request->method !== 'POST') {
        throw new Refused(405);
    }
    if (!($bearer ? hasBearer($request, $secret) : isSigned($request, $registered, $secret, $version))) {
        throw new Refused(403);
    }
    $form = $request->form();
    [$text, $timestamp] = [Request::text($form['event'] ?? null), Request::text($form['timestamp'] ?? null)];
    $data = Request::json($text)[0]['data'] ?? null;
    $content = [
        'kind' => 'event',
        'event' => Request::text($data['id'] ?? null),
        'attributes' => $data['attributes'] ?? [],
        'ts' => (int) ($data['event']['ts'] ?? 0), // events come late and out of order: compare it, never go back
    ];
    return new Message('event ' . hash('sha256', "$timestamp $text"), $content);
}

if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    [$registered] = words('CALLBACK_URL'); // exactly as it was given to hooks/create, decoded
    [$secret] = words('BBB_SECRET');
    take(fn (Request $request): Message => check($request, $registered, $secret));
}
