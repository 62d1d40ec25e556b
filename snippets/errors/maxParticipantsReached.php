<?php

// stub: serverURL=

// [start:fix]
use BbbApi\Client;
use BbbApi\RetryLater;

require __DIR__ . '/BbbApi.php';

const ROOM = ['meetingID' => 'geometry-full', 'role' => 'VIEWER'];

/** Join with an ID that stays the same for this person, so coming back takes no new place. */
function tryJoin(Client $bbb, string $name, string $userId): string
{
    try {
        $bbb->call('join', [...ROOM, 'fullName' => $name, 'userID' => $userId, 'redirect' => false]);
    } catch (RetryLater $error) {
        return $error->key === 'maxParticipantsReached'
            ? 'the room is full, please try again in a minute'
            : throw $error;
    }
    return 'welcome';
}

$bbb = Client::fromEnv();
$bbb->call('create', ['meetingID' => 'geometry-full', 'name' => 'Geometry', 'maxParticipants' => 1]);
$curl = curl_init($bbb->url('join', [...ROOM, 'fullName' => 'Ada Lovelace', 'userID' => 'ada']));
curl_setopt_array($curl, [CURLOPT_FOLLOWLOCATION => true, CURLOPT_COOKIEFILE => '', CURLOPT_RETURNTRANSFER => true]);
curl_exec($curl); // with a real server, use a browser
echo 'Ada, in a second tab: ', tryJoin($bbb, 'Ada Lovelace', 'ada'), "\n";
echo 'Max: ', tryJoin($bbb, 'Max Born', 'max'), "\n";
// [end:fix]
