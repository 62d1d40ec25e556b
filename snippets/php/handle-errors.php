<?php

// stub: empty fault=truncated

// [start:all]
use BbbApi\BbbException;
use BbbApi\Client;
use BbbApi\Refused;
use BbbApi\Response;
use BbbApi\RetryLater;

require __DIR__ . '/BbbApi.php';

/** Calls that might do their work twice. */
const ONCE = ['insertDocument', 'join', 'putRecordingTextTrack', 'sendChatMessage'];

/** Call until there is a response or no sense in trying again; log every failure. */
function ask(Client $bbb, string $call, array $params, int $attempts = 3): Response
{
    for ($attempt = 1; true; $attempt++) {
        try {
            return $bbb->call($call, $params);
        } catch (BbbException $error) {
            $kind = $error::class;
            echo "$kind call=$error->call key=$error->key status=$error->status page=$error->page\n"; // or your logger
            if (!$error instanceof RetryLater || in_array($call, ONCE, true) || $attempt === $attempts) {
                throw $error;
            }
        }
        sleep(2 ** ($attempt - 1));
    }
}

/** Return what to tell the user. */
function advice(BbbException $error): string
{
    return match (true) {
        $error->key === 'maxParticipantsReached' => 'The room is full.',
        in_array($error->key, ['notFound', 'meetingForciblyEnded'], true) => 'There is no such meeting now.',
        $error instanceof RetryLater => 'The conference server is busy. Please try again in a minute.',
        $error instanceof Refused => 'The conference server says no.',
        default => 'This is our mistake. Support has been told.', // FixRequest, FixSecret, BadResponse
    };
}

$bbb = Client::fromEnv(timeout: 10);
try {
    echo ask($bbb, 'create', ['meetingID' => 'geometry-1', 'name' => 'Geometry I'])->returncode, "\n";
    echo ask($bbb, 'getMeetingInfo', ['meetingID' => 'geometry-2'])->get('meetingName'), "\n";
} catch (BbbException $error) {
    echo advice($error), "\n";
}
// [end:all]
