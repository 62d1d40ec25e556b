<?php

// [start:fix]
use BbbApi\Client;
use BbbApi\Refused;

require __DIR__ . '/BbbApi.php';

/** Ask what the key cannot tell: is the meeting unknown, ended or open? */
function state(Client $bbb, string $meetingId): string
{
    try {
        $info = $bbb->call('getMeetingInfo', ['meetingID' => $meetingId]);
    } catch (Refused $error) {
        return $error->key === 'notFound' ? 'unknown' : throw $error;
    }
    return $info->get('hasBeenForciblyEnded') === 'true' ? 'ended' : 'open';
}

$bbb = Client::fromEnv();
echo 'no-such-meeting is ', state($bbb, 'no-such-meeting'), "\n";
echo 'history-1 is ', state($bbb, 'history-1'), "\n"; // one of your own
$bbb->call('create', ['meetingID' => 'geometry-1', 'name' => 'Geometry I']); // right before join
echo 'geometry-1 is ', state($bbb, 'geometry-1'), "\n";
$user = ['meetingID' => 'geometry-1', 'fullName' => 'Ada Lovelace', 'role' => 'VIEWER', 'redirect' => false];
echo $bbb->call('join', $user)->key, "\n";
// [end:fix]
